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
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final StoredTables tables;
    private final @Nullable TrainingData training;
    private final Mistakes mistakes;
    private final DatasetChecks checks;
    private final TableEncoder encoder;

    TableResolver(
            DatasetDraft draft,
            DatasetDraft.Form form,
            DatasetResolver.Task task,
            @Nullable TrainingData training,
            DatasetResolver.Environment environment,
            Mistakes mistakes) {
        this.draft = draft;
        this.form = form;
        this.tables = environment.tables();
        this.training = training;
        this.mistakes = mistakes;
        this.checks = new DatasetChecks(draft, mistakes);
        this.encoder = new TableEncoder(task, training, this::place, pointer(), environment.maxCells(), mistakes);
    }

    /** Returns the rows; null where there are mistakes, or the settings that features are made by are wrong. */
    @Nullable
    TargetedRows resolve() {
        long before = mistakes.count();
        Map<String, Column> columns = form == DatasetDraft.Form.STORED ? stored() : draft.columns(form);
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
        List<String> names = features(columns, target, weightColumn);
        SequencedMap<String, Column> features = new LinkedHashMap<>();
        for (String name : names) {
            Column column = columns.get(name);
            if (column != null && hasLength(name, column, y.size())) {
                features.put(name, column);
            }
        }
        double[] weights = weightColumn == null || weight == null ? draft.weight() : weights(weightColumn, weight, y);
        if (weightColumn == null) {
            checks.weights(y.size());
        }
        boolean known = training == null || ValidationRows.hasColumns(names, encoder.known(), this::place, mistakes);
        if (mistakes.count() > before || draft.spoiled() || !known) {
            return null;
        }
        return encoder.encode(ordered(features), target, y, weights);
    }

    private @Nullable Map<String, Column> stored() {
        String id = draft.id();
        Map<String, Column> columns =
                id == null ? null : tables.find(id).map(Table::columns).orElse(null);
        if (id != null && columns == null) {
            mistakes.add(
                    pointer(),
                    UNKNOWN_VALUE,
                    "must be the id of a dataset that is kept here; GET /v1/datasets lists them");
        }
        return columns;
    }

    private static String names(@Nullable Map<String, Column> columns) {
        if (columns == null) {
            return "";
        }
        return columns.keySet().stream()
                .limit(NAMED)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ", ": ", columns.size() > NAMED ? ", …" : ""));
    }

    private Table ordered(SequencedMap<String, Column> features) {
        SequencedMap<String, Column> ordered = new LinkedHashMap<>();
        if (training != null) {
            encoder.known().forEach(name -> ordered.put(name, features.get(name)));
        }
        return new Table(training == null ? features : ordered);
    }

    private @Nullable Column named(Map<String, Column> columns, String name, String field) {
        Column column = columns.get(name);
        if (column == null) {
            mistakes.add(
                    draft.pointer(field),
                    UNKNOWN_VALUE,
                    "must name one of the columns" + Names.didYouMean(name, columns.keySet()));
        }
        return column;
    }

    /** Returns the names of the features in their order: those that were given, else all but target and weight. */
    private List<String> features(Map<String, Column> columns, String target, @Nullable String weight) {
        List<String> given = draft.features();
        if (given == null) {
            List<String> names = columns.keySet().stream()
                    .filter(name -> !name.equals(target) && !name.equals(weight))
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
            if (!columns.containsKey(name)) {
                mistakes.add(
                        place,
                        UNKNOWN_VALUE,
                        "must name one of the columns" + Names.didYouMean(name, columns.keySet()));
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

    private boolean hasLength(String name, Column column, int rows) {
        if (column.size() == rows) {
            return true;
        }
        place(name)
                .tell(mistakes, LENGTH_MISMATCH, "must be as long as the target: " + rows + ", not " + column.size());
        return false;
    }

    private double @Nullable [] weights(String name, Column column, Column target) {
        ColumnPlace place = place(name);
        if (!hasLength(name, column, target.size())) {
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
