package io.descent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Column;
import io.descent.data.Dataset;
import io.descent.data.MappedDataset;
import io.descent.data.ScratchFiles;
import io.descent.data.ScratchSpace;
import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.Missing;
import io.descent.model.ModelType;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that is not in memory becomes the same rows as one that is. */
class LargeTableTest {

    private static final int ROWS = 1000;

    @TempDir
    private Path directory;

    private ScratchFiles files = new ScratchFiles(ScratchSpace.NONE);
    private final Mistakes mistakes = new Mistakes();

    @BeforeEach
    void open() {
        files = new ScratchFiles(new ScratchSpace(directory, 1 << 20));
    }

    @AfterEach
    void close() {
        files.close();
        assertThat(directory).isEmptyDirectory();
    }

    /** Hands its rows on in stretches of different lengths, whose texts have codes of their own. */
    private record InStretches(Table all) implements TableSource {
        @Override
        public int rows() {
            return all.rows();
        }

        @Override
        public List<String> names() {
            return all.names();
        }

        @Override
        public Column column(String name) {
            return all.column(name);
        }

        @Override
        public void forEach(List<String> columns, Consumer<Table> stretch) {
            for (int from = 0, length = 1; from < all.rows(); from += length, length += 7) {
                int[] rows = IntStream.range(from, Math.min(all.rows(), from + length))
                        .toArray();
                SequencedMap<String, Column> some = new LinkedHashMap<>();
                for (String name : columns) {
                    Column column = all.column(name).select(rows);
                    some.put(name, column instanceof Column.Texts ? Column.Texts.of(texts(column)) : column);
                }
                stretch.accept(new Table(some));
            }
        }

        private static List<@Nullable String> texts(Column column) {
            List<@Nullable String> texts = new ArrayList<>();
            for (int i = 0; i < column.size(); i++) {
                texts.add((String) column.value(i));
            }
            return texts;
        }
    }

    private static Table table() {
        Random random = new Random(5);
        double[] x = random.doubles(ROWS)
                .map(value -> value < 0.1 ? Double.NaN : value)
                .toArray();
        double[] when = random.doubles(ROWS, 0, 2e9).toArray();
        List<@Nullable String> city = new ArrayList<>();
        List<@Nullable Boolean> flag = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int draw = random.nextInt(10);
            city.add(draw == 0 ? null : "c" + draw);
            flag.add(draw == 1 ? null : (Boolean) (draw % 2 == 0));
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", new Column.Numbers(x));
        columns.put("city", Column.Texts.of(city));
        columns.put("y", new Column.Numbers(random.doubles(ROWS).toArray()));
        columns.put("flag", Column.Booleans.of(flag));
        columns.put("when", new Column.Dates(when));
        columns.put(
                "w",
                new Column.Numbers(
                        IntStream.range(0, ROWS).mapToDouble(i -> i % 7).toArray()));
        return new Table(columns);
    }

    private static EncodingSpec spec(Missing missing) {
        return new EncodingSpec(
                Map.of(),
                missing,
                Map.of("city", missing == Missing.MEAN || missing == Missing.MEDIAN ? Missing.CONSTANT : missing),
                true,
                6,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of(),
                EncodingSpec.Dates.PARTS,
                Map.of());
    }

    private @Nullable TrainingData resolve(
            TableSource table, long maxCells, EncodingSpec spec, @Nullable Holdout holdout, @Nullable String weight) {
        DatasetDraft draft = new DatasetDraft("/dataset");
        draft.put("id", "/dataset/id", "ds_1");
        draft.put("target", "/dataset/target", "y");
        if (weight != null) {
            draft.put("weight", "/dataset/weight", weight);
        }
        return DatasetResolver.resolve(
                draft,
                new DatasetResolver.Task(ModelType.LINEAR, spec, true, holdout, 3),
                new DatasetResolver.Environment(_ -> Optional.of(table), maxCells, files),
                mistakes);
    }

    private static void requireSame(TrainingData one, TrainingData other) {
        assertThat(one.sha256()).isEqualTo(other.sha256());
        assertThat(one.encoded()).isEqualTo(other.encoded());
        Dataset rows = one.dataset();
        assertThat(rows.featureNames()).isEqualTo(other.dataset().featureNames());
        assertThat(rows.targets()).isEqualTo(other.dataset().targets());
        assertThat(rows.weights()).isEqualTo(other.dataset().weights());
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.features(); j++) {
                assertThat(rows.value(i, j)).isEqualTo(other.dataset().value(i, j));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Missing.class,
            names = {"DROP", "MEAN", "MEDIAN", "MOST_FREQUENT", "CONSTANT"})
    void itsRowsAndItsEncodingAreTheSame(Missing missing) {
        Table table = table();
        TrainingData inMemory =
                Objects.requireNonNull(resolve(table, Long.MAX_VALUE / 16, spec(missing), new Holdout(0.2, 9), "w"));

        TrainingData mapped =
                Objects.requireNonNull(resolve(new InStretches(table), 100, spec(missing), new Holdout(0.2, 9), "w"));

        assertThat(mapped.dataset()).isInstanceOf(MappedDataset.class);
        assertThat(inMemory.dataset()).isNotInstanceOf(MappedDataset.class);
        requireSame(mapped, inMemory);
    }

    @Test
    void plainNumbersAreTheSame() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("a", new Column.Numbers(new Random(1).doubles(ROWS).toArray()));
        columns.put("y", new Column.Numbers(new Random(2).doubles(ROWS).toArray()));
        Table table = new Table(columns);

        requireSame(
                Objects.requireNonNull(resolve(new InStretches(table), 10, EncodingSpec.DEFAULT, null, null)),
                Objects.requireNonNull(resolve(table, 10_000, EncodingSpec.DEFAULT, null, null)));
    }

    @Test
    void itsMistakesAreTheSame() {
        Table table = table();
        EncodingSpec strict = new EncodingSpec(
                Map.of("city", ColumnType.NUMBER),
                Missing.ERROR,
                Map.of(),
                false,
                null,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of(),
                EncodingSpec.Dates.SECONDS,
                Map.<String, ColumnEncoding>of());
        resolve(table, Long.MAX_VALUE / 16, strict, null, null);
        List<Mistake> inMemory = mistakes.kept();
        Mistakes before = new Mistakes();
        inMemory.forEach(mistake -> before.add(mistake.pointer(), mistake.code(), mistake.detail()));

        resolve(new InStretches(table), 100, strict, null, null);

        assertThat(mistakes.kept().subList(inMemory.size(), mistakes.kept().size()))
                .isEqualTo(before.kept().subList(0, inMemory.size()));
    }

    private static EncodingSpec unknown(EncodingSpec.Unknown handled) {
        return new EncodingSpec(
                Map.of(),
                Missing.ERROR,
                Map.of(),
                false,
                null,
                1,
                handled,
                null,
                Map.of(),
                EncodingSpec.Dates.SECONDS,
                Map.of());
    }

    private static Table clean() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        Random random = new Random(8);
        columns.put("x", new Column.Numbers(random.doubles(ROWS).toArray()));
        columns.put("z", new Column.Numbers(random.doubles(ROWS).toArray()));
        columns.put(
                "city",
                Column.Texts.of(
                        IntStream.range(0, ROWS).mapToObj(i -> "c" + i % 4).toList()));
        columns.put("y", new Column.Numbers(random.doubles(ROWS).toArray()));
        return new Table(columns);
    }

    /** Returns rows to validate with, of which some cannot be read, some are missing, and some have unknown levels. */
    private static Table others() {
        List<@Nullable String> x = new ArrayList<>();
        List<@Nullable String> z = new ArrayList<>();
        List<@Nullable String> city = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            x.add(i < 20 ? null : i > 900 ? "far" : String.valueOf(i / 7.0));
            z.add(i % 50 == 3 ? "near" + i : String.valueOf(i));
            city.add(i % 100 == 99 ? null : "c" + i % 7);
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("city", Column.Texts.of(city));
        columns.put("y", clean().column("y"));
        columns.put("z", Column.Texts.of(z));
        columns.put("x", Column.Texts.of(x));
        return new Table(columns);
    }

    private @Nullable TrainingData validated(
            TableSource training, TableSource table, long maxCells, EncodingSpec spec, Mistakes found) {
        DatasetResolver.Task task = new DatasetResolver.Task(ModelType.LINEAR, spec, true, null, 3);
        DatasetDraft draft = new DatasetDraft("/validation/dataset");
        draft.put("id", "/validation/dataset/id", "ds_2");
        draft.put("target", "/validation/dataset/target", "y");
        return DatasetResolver.resolveValidation(
                draft,
                task,
                Objects.requireNonNull(resolve(training, maxCells, spec, null, null))
                        .known(),
                new DatasetResolver.Environment(_ -> Optional.of(table), maxCells, files),
                found);
    }

    @Test
    void theMistakesOfRowsToValidateWithAreTheSame() {
        Mistakes inMemory = new Mistakes();
        Mistakes mapped = new Mistakes();
        EncodingSpec strict = unknown(EncodingSpec.Unknown.ERROR);

        assertThat(validated(clean(), others(), Long.MAX_VALUE / 16, strict, inMemory))
                .isNull();
        assertThat(validated(new InStretches(clean()), new InStretches(others()), 100, strict, mapped))
                .isNull();

        assertThat(inMemory.kept()).hasSize(4);
        assertThat(mapped.kept()).isEqualTo(inMemory.kept());
    }

    @Test
    void rowsToValidateWithAreTheSame() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>(clean().columns());
        columns.put(
                "city",
                Column.Texts.of(
                        IntStream.range(0, ROWS).mapToObj(i -> "c" + i % 6).toList()));
        Table table = new Table(columns);
        EncodingSpec lenient = unknown(EncodingSpec.Unknown.IGNORE);

        TrainingData inMemory =
                Objects.requireNonNull(validated(clean(), table, Long.MAX_VALUE / 16, lenient, mistakes));
        TrainingData mapped = Objects.requireNonNull(
                validated(new InStretches(clean()), new InStretches(table), 100, lenient, mistakes));

        assertThat(mapped.dataset()).isInstanceOf(MappedDataset.class);
        assertThat(Objects.requireNonNull(mapped.encoded()).unknown()).containsOnlyKeys("city");
        requireSame(mapped, inMemory);
    }

    @Test
    void whatIsTooLargeForTheDiskIsRefused() {
        files = new ScratchFiles(new ScratchSpace(directory, 1000));

        resolve(new InStretches(table()), 100, spec(Missing.DROP), null, null);

        assertThat(mistakes.kept()).extracting(Mistake::code).containsExactly(Mistake.Code.TOO_LARGE);
        assertThat(mistakes.kept().getFirst().detail()).contains("DESCENT_MAX_SCRATCH");
    }
}
