package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.DUPLICATE;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds target, weights and features among named columns, and hands them on to be encoded. */
final class TableResolver {

    /** So many columns are named to those who have named none. */
    private static final int NAMED = 30;

    private final DatasetDraft draft;
    private final DatasetDraft.Form form;
    private final DatasetResolver.Task task;
    private final DatasetResolver.Environment environment;
    private final @Nullable KnownFeatures known;
    private final Mistakes mistakes;
    private final DatasetChecks checks;
    private final TableEncoder encoder;

    TableResolver(
            DatasetDraft draft,
            DatasetDraft.Form form,
            DatasetResolver.Task task,
            @Nullable KnownFeatures known,
            DatasetResolver.Environment environment,
            Mistakes mistakes) {
        this.draft = draft;
        this.form = form;
        this.task = task;
        this.environment = environment;
        this.known = known;
        this.mistakes = mistakes;
        this.checks = new DatasetChecks(draft, mistakes);
        this.encoder = new TableEncoder(task, known, this::place, pointer(), environment, mistakes);
    }

    /** Returns the rows; null where there are mistakes, or the settings that features are made by are wrong. */
    @Nullable
    TargetedRows resolve() {
        long before = mistakes.count();
        Columns columns = columns();
        String target = draft.target();
        if (!draft.has("target")) {
            String place =
                    form == DatasetDraft.Form.TABLE ? draft.pointer("target") : checks.sibling(form.field(), "target");
            mistakes.add(place, REQUIRED, "is missing; it must name one of the columns" + names(columns));
        }
        if (columns == null || target == null) {
            return null;
        }
        Column y = named(columns, target, "target");
        if (y == null) {
            return null;
        }
        if (y.size() == 0) {
            place(target).tell(mistakes, EMPTY, "must hold at least one value");
        }
        String weightColumn = draft.weightColumn();
        Column weight = weightColumn == null ? null : named(columns, weightColumn, "weight");
        int[] clusters = clusters(columns, target, y);
        List<String> names = features(columns, target, weightColumn);
        for (String name : names) {
            if (columns.has(name)) {
                hasLength(name, columns.length(name), y.size());
            }
        }
        double[] weights = weightColumn == null || weight == null ? draft.weight() : weights(weightColumn, weight, y);
        if (weightColumn == null) {
            checks.weights(y.size());
        }
        boolean there = known == null || ValidationRows.hasColumns(names, encoder.known(), this::place, mistakes);
        if (mistakes.count() > before || draft.spoiled() || !there) {
            return null;
        }
        return encoder.encode(
                columns.source(known == null ? names : List.copyOf(encoder.known())), target, y, weights, clusters);
    }

    /** The columns of a dataset, wherever they are. */
    private sealed interface Columns {

        Collection<String> names();

        int length(String name);

        Column column(String name);

        /** Returns some of the columns, which are of one length. */
        TableSource source(List<String> some);

        default boolean has(String name) {
            return names().contains(name);
        }

        /** Those of a request, whose lengths may differ by mistake. */
        record Given(Map<String, Column> columns) implements Columns {
            @Override
            public Collection<String> names() {
                return columns.keySet();
            }

            @Override
            public int length(String name) {
                return column(name).size();
            }

            @Override
            public Column column(String name) {
                return Objects.requireNonNull(columns.get(name));
            }

            @Override
            public TableSource source(List<String> some) {
                SequencedMap<String, Column> chosen = new LinkedHashMap<>();
                some.forEach(name -> chosen.put(name, column(name)));
                return new Table(chosen);
            }
        }

        /** Those of a table that is stored. */
        record Stored(TableSource table, long maxCells) implements Columns {
            @Override
            public Collection<String> names() {
                return table.names();
            }

            @Override
            public int length(String name) {
                return table.rows();
            }

            @Override
            public Column column(String name) {
                return table.column(name);
            }

            @Override
            public TableSource source(List<String> some) {
                boolean small = (long) table.rows() * some.size() <= maxCells;
                return small ? table.load(some) : table.only(some);
            }
        }
    }

    private @Nullable Columns columns() {
        if (form != DatasetDraft.Form.STORED) {
            Map<String, Column> given = draft.columns(form);
            return given == null ? null : new Columns.Given(given);
        }
        String id = draft.id();
        TableSource table = id == null ? null : environment.tables().find(id).orElse(null);
        if (id != null && table == null) {
            mistakes.add(
                    pointer(),
                    UNKNOWN_VALUE,
                    "must be the id of a dataset that is kept here; GET /v1/datasets lists them");
        }
        return table == null ? null : new Columns.Stored(table, environment.maxCells());
    }

    private static String names(@Nullable Columns columns) {
        if (columns == null) {
            return "";
        }
        Collection<String> names = columns.names();
        return names.stream()
                .limit(NAMED)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ", ": ", names.size() > NAMED ? ", …" : ""));
    }

    private @Nullable Column named(Columns columns, String name, String field) {
        if (!columns.has(name)) {
            mistakes.add(
                    draft.pointer(field),
                    UNKNOWN_VALUE,
                    "must name one of the columns" + Names.didYouMean(name, columns.names()));
            return null;
        }
        return columns.column(name);
    }

    /** Returns the names of the features in their order: those that were given, else all but target and weight. */
    private List<String> features(Columns columns, String target, @Nullable String weight) {
        List<String> given = draft.features();
        if (given == null) {
            List<String> names = columns.names().stream()
                    .filter(name -> !name.equals(target) && !name.equals(weight) && !name.equals(task.clusters()))
                    .filter(name -> known == null
                            || !task.ignoresOthers()
                            || encoder.known().contains(name))
                    .toList();
            if (names.isEmpty()) {
                mistakes.add(pointer(), EMPTY, "must hold at least one column beside the target");
            }
            return names;
        }
        String pointer = draft.pointer("features");
        if (given.isEmpty()) {
            mistakes.add(pointer, EMPTY, "must name at least one column");
        }
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < given.size(); j++) {
            String name = given.get(j);
            String place = Mistakes.at(pointer, j);
            if (!columns.has(name)) {
                mistakes.add(
                        place, UNKNOWN_VALUE, "must name one of the columns" + Names.didYouMean(name, columns.names()));
            } else if (name.equals(target) || name.equals(weight)) {
                mistakes.add(
                        place,
                        CONFLICT,
                        "must be another column than " + (name.equals(target) ? "the target" : "the weight"));
            } else if (!seen.add(name)) {
                mistakes.add(place, DUPLICATE, "stands here twice");
            }
        }
        return given;
    }

    /** Returns a number for the cluster of each row; null where there are mistakes, or none were asked for. */
    private int @Nullable [] clusters(Columns columns, String target, Column y) {
        String name = task.clusters();
        if (name == null || known != null) {
            return null;
        }
        if (!columns.has(name) || name.equals(target)) {
            mistakes.add(
                    DatasetResolver.CLUSTER,
                    name.equals(target) ? CONFLICT : UNKNOWN_VALUE,
                    name.equals(target)
                            ? "must be another column than the target"
                            : "must name one of the columns" + Names.didYouMean(name, columns.names()));
            return null;
        }
        Column column = columns.column(name);
        if (!hasLength(name, column.size(), y.size())) {
            return null;
        }
        Map<Object, Integer> numbers = new HashMap<>();
        int[] clusters = new int[column.size()];
        for (int i = 0; i < clusters.length; i++) {
            Object value = column.value(i);
            if (value == null) {
                place(name).tell(mistakes, i, REQUIRED, "is missing: each row is of a cluster");
                return null;
            }
            Integer number = numbers.putIfAbsent(value, numbers.size());
            clusters[i] = number == null ? numbers.size() - 1 : number;
        }
        return clusters;
    }

    private boolean hasLength(String name, int length, int rows) {
        if (length == rows) {
            return true;
        }
        place(name).tell(mistakes, LENGTH_MISMATCH, "must be as long as the target: " + rows + ", not " + length);
        return false;
    }

    private double @Nullable [] weights(String name, Column column, Column target) {
        ColumnPlace place = place(name);
        if (!hasLength(name, column.size(), target.size())) {
            return null;
        }
        if (!(column instanceof Column.Numbers(double[] weights))) {
            place.tell(mistakes, WRONG_TYPE, "must be numbers: the column is the weight");
            return null;
        }
        boolean missing = false;
        for (int i = 0; i < weights.length; i++) {
            if (column.isMissing(i)) {
                place.tell(mistakes, i, REQUIRED, "is missing: each row has a weight");
                missing = true;
            }
        }
        if (!missing) {
            checks.weights(weights, weights.length, place);
        }
        return weights;
    }

    private String pointer() {
        return draft.pointer(form.field());
    }

    private ColumnPlace place(String column) {
        return ColumnPlace.of(form, pointer(), column);
    }
}
