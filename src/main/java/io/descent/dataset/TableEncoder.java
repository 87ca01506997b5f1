package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.TOO_LARGE;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Digest;
import io.descent.data.Split;
import io.descent.data.TableSource;
import io.descent.data.encode.EncodedRows;
import io.descent.data.encode.Encoding;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.Missing;
import io.descent.schema.Mistakes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes features of columns: learns how on the rows that are trained on, or does as the training rows have it. */
final class TableEncoder {

    /** As of sparse rows: each feature costs its name and several parameters. */
    private static final int CELLS_OF_A_FEATURE = 16;

    private final DatasetResolver.Task task;
    private final EncodingSpec spec;
    private final @Nullable KnownFeatures known;
    private final Function<String, ColumnPlace> places;
    private final String pointer;
    private final DatasetResolver.Environment environment;
    private final long maxCells;
    private final Mistakes mistakes;

    TableEncoder(
            DatasetResolver.Task task,
            @Nullable KnownFeatures known,
            Function<String, ColumnPlace> places,
            String pointer,
            DatasetResolver.Environment environment,
            Mistakes mistakes) {
        this.task = task;
        this.spec = task.encoding() == null ? EncodingSpec.DEFAULT : task.encoding();
        this.known = known;
        this.places = places;
        this.pointer = pointer;
        this.environment = environment;
        this.maxCells = environment.maxCells();
        this.mistakes = mistakes;
    }

    /** Returns the columns that the training rows have. */
    SequencedCollection<String> known() {
        return known == null ? List.of() : known.encoding().columns().sequencedKeySet();
    }

    /** Encodes columns of one length; returns null where there are mistakes, or the settings are wrong. */
    @Nullable
    TargetedRows encode(
            TableSource table, String target, Column y, double @Nullable [] weights, int @Nullable [] clusters) {
        if (!task.encodes()) {
            return null;
        }
        long before = mistakes.count();
        if (known == null) {
            new EncodingNames(spec, mistakes).check(table.names(), target);
        }
        int[] kept = kept(table, target, y);
        if (kept != null && kept.length == 0) {
            mistakes.add(pointer, EMPTY, "has no row without a missing value, so that \"drop\" leaves none");
        }
        if (mistakes.count() > before) {
            return null;
        }
        TableSource rows = kept == null ? table : table.select(kept);
        Column targets = kept == null ? y : y.select(kept);
        double[] itsWeights = kept == null || weights == null
                ? weights
                : Arrays.stream(kept).mapToDouble(row -> weights[row]).toArray();
        int[] counted = TargetedRows.counted(itsWeights);
        if (counted != null && counted.length == 0) {
            mistakes.add(pointer, EMPTY, "has no row of a weight above 0 without a missing value");
            return null;
        }
        TableReport report = new TableReport(
                places, table.names(), kept, itsWeights, spec.handleUnknown(), TableReport.CHOOSE_MISSING, mistakes);
        Encoding encoding = known != null ? known.encoding() : learned(rows, targets, counted, report);
        report.tell();
        if (encoding == null || mistakes.count() > before) {
            return null;
        }
        EncodedRows features = applied(encoding, rows, report);
        report.tell();
        if (mistakes.count() > before) {
            return null;
        }
        boolean asItIs = encoding.plain() && isNumbers(table);
        return new TargetedRows(
                features,
                encoding.features(),
                targets,
                places.apply(target).select(kept),
                itsWeights,
                new Encoded(
                        encoding,
                        table.rows() - rows.rows(),
                        report.unknown(),
                        asItIs && kept == null ? null : Digest.of(table, y, weights)),
                TrainingData.selected(clusters, kept),
                kept);
    }

    private EncodedRows applied(Encoding encoding, TableSource rows, TableReport report) {
        if (encoding.sparse() || rows.rows() * encoding.width() <= maxCells) {
            return encoding.apply(rows.load(List.copyOf(encoding.columns().sequencedKeySet())), report);
        }
        try {
            return encoding.write(rows, report, environment.scratch());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isNumbers(TableSource table) {
        return table.names().stream()
                .map(table::column)
                .allMatch(column -> column instanceof Column.Numbers && column.missing() == 0);
    }

    /** Returns the rows that are not left out for a missing value; null where all are kept. */
    private int @Nullable [] kept(TableSource table, String target, Column y) {
        boolean dropsTarget = spec.missing(target) == Missing.DROP;
        if (!dropsTarget && y.missing() > 0) {
            int first = IntStream.range(0, y.size())
                    .filter(y::isMissing)
                    .findFirst()
                    .orElseThrow();
            places.apply(target)
                    .tell(
                            mistakes,
                            first,
                            REQUIRED,
                            "is missing" + TableReport.others(y.missing())
                                    + ": a row without a target trains nothing; \"drop\" in `encoding.missing` leaves it out");
        }
        BitSet dropped = new BitSet();
        for (String name : table.names()) {
            if (spec.missing(name) == Missing.DROP) {
                addMissing(table.column(name), dropped);
            }
        }
        if (dropsTarget) {
            addMissing(y, dropped);
        }
        return dropped.isEmpty()
                ? null
                : IntStream.range(0, table.rows())
                        .filter(row -> !dropped.get(row))
                        .toArray();
    }

    private static void addMissing(Column column, BitSet rows) {
        for (int i = 0; i < column.size(); i++) {
            if (column.isMissing(i)) {
                rows.set(i);
            }
        }
    }

    private @Nullable Encoding learned(TableSource rows, Column targets, int @Nullable [] counted, TableReport report) {
        Encoding encoding = Encoding.learn(spec, rows, trained(targets, counted), report);
        if (tooMany(encoding, rows.rows())) {
            return null;
        }
        String clash = encoding.clash();
        if (clash != null) {
            mistakes.add(
                    pointer,
                    CONFLICT,
                    "makes two features of the name `" + clash + "`: give one of the columns another name");
        }
        if (encoding.width() == 0) {
            mistakes.add(pointer, EMPTY, "leaves no feature: each column has one level, which is dropped");
        }
        return encoding;
    }

    private boolean tooMany(Encoding encoding, int rows) {
        long features = encoding.width();
        long mostFeatures = Math.max(maxCells / CELLS_OF_A_FEATURE, 1);
        if (encoding.sparse() && features > mostFeatures) {
            mistakes.add(
                    pointer,
                    TOO_LARGE,
                    "becomes " + features + " features, of which there may be at most " + mostFeatures
                            + " (DESCENT_MAX_CELLS / " + CELLS_OF_A_FEATURE
                            + "): give `encoding.max_categories`, or `encoding.hashed` for columns of many levels");
            return true;
        }
        // sparse rows hold at most a feature of each column, and its indicator
        long cells = encoding.sparse() ? 2L * rows * encoding.columns().size() : rows * features;
        if (!encoding.sparse() && environment.scratch().room() > 0) {
            return tooLong(cells);
        }
        if (cells > maxCells) {
            mistakes.add(
                    pointer,
                    TOO_LARGE,
                    "must have at most " + maxCells + " values (rows × features; DESCENT_MAX_CELLS), not " + cells);
            return true;
        }
        return false;
    }

    /** Beyond the memory, rows stand in a file. */
    private boolean tooLong(long cells) {
        if (cells <= maxCells || cells * Double.BYTES <= environment.scratch().room()) {
            return false;
        }
        mistakes.add(
                pointer,
                TOO_LARGE,
                "must take at most " + environment.scratch().room()
                        + " bytes (8 × rows × features; DESCENT_MAX_SCRATCH), not " + cells * Double.BYTES);
        return true;
    }

    /** Returns the rows that are trained on: those that count, without those that are set apart; null for all. */
    private int @Nullable [] trained(Column targets, int @Nullable [] counted) {
        Holdout holdout = task.holdout();
        if (holdout == null || task.model() == null) {
            return counted;
        }
        Column own = counted == null ? targets : targets.select(counted);
        Classes classes = task.model().classifies() ? Classes.of(own) : null;
        double[] codes = classes == null ? new double[own.size()] : classes.encode(own);
        BitSet rows;
        try {
            rows = Split.drawn(
                    codes,
                    holdout.share(),
                    classes == null ? 0 : classes.labels().size(),
                    holdout.seed());
        } catch (IllegalArgumentException impossible) {
            // told where the rows are divided
            return counted;
        }
        rows.flip(0, own.size());
        return rows.stream().map(row -> counted == null ? row : counted[row]).toArray();
    }
}
