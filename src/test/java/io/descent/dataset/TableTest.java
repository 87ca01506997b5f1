package io.descent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.Missing;
import io.descent.model.ModelType;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables that were read elsewhere. */
class TableTest {

    private final Mistakes mistakes = new Mistakes();

    private static Table table() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("when", new Column.Dates(new double[] {0, 86400, 3600}));
        columns.put("city", Column.Texts.of(List.of("b", "a", "b")));
        columns.put("w", new Column.Numbers(new double[] {1, 2, 1}));
        columns.put("y", new Column.Numbers(new double[] {1, 2, Double.NaN}));
        return new Table(columns);
    }

    private static EncodingSpec dates(EncodingSpec.Dates dates, Missing missing) {
        return new EncodingSpec(
                Map.of(),
                missing,
                Map.of(),
                false,
                null,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of(),
                dates,
                Map.of());
    }

    private @Nullable TrainingData resolve(DatasetDraft draft, EncodingSpec encoding) {
        DatasetResolver.Task task = new DatasetResolver.Task(ModelType.LINEAR, encoding, true, null, 0);
        return DatasetResolver.resolve(
                draft, task, DatasetResolver.Environment.inMemory(StoredTables.NONE, 1000), mistakes);
    }

    @Test
    void becomeFeaturesAsColumnsOfARequestDo() {
        DatasetDraft draft = DatasetDraft.of("/dataset", table(), () -> "ds_1", "y", null, "w");

        TrainingData data = Objects.requireNonNull(resolve(draft, dates(EncodingSpec.Dates.PARTS, Missing.DROP)));

        assertThat(data.dataset().featureNames())
                .containsExactly("when=year", "when=month", "when=day_of_week", "when=hour", "city=a", "city=b");
        assertThat(data.dataset().rows()).isEqualTo(2);
        assertThat(data.givenRows()).isEqualTo(3);
        assertThat(data.dataset().value(1, 2)).isEqualTo(4);
        assertThat(data.dataset().weights()).containsExactly(1, 2);
    }

    @Test
    void tellWhatIsWrongWithThem() {
        DatasetDraft draft = DatasetDraft.of("/dataset", table(), () -> "ds_1", "y", List.of("when", "town"), null);

        resolve(draft, EncodingSpec.DEFAULT);

        assertThat(mistakes.kept()).extracting(Mistake::pointer).containsExactly("/dataset/features/1");
    }

    @Test
    void areToldFromOthersThatBecomeTheSameFeatures() {
        Column y = new Column.Numbers(new double[] {1, 2, 3});
        String flags = sha(Column.Booleans.of(List.of(true, false, true)), y);

        assertThat(sha(new Column.Numbers(new double[] {1, 0, 1}), y)).isNotEqualTo(flags);
    }

    private String sha(Column column, Column y) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("c", column);
        columns.put("y", y);
        DatasetDraft draft = DatasetDraft.of("/dataset", new Table(columns), () -> "ds_1", "y", null, null);
        return Objects.requireNonNull(resolve(draft, EncodingSpec.DEFAULT)).sha256();
    }
}
