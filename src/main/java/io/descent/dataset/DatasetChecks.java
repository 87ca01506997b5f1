package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks what several forms of a dataset have in common. */
record DatasetChecks(DatasetDraft draft, Mistakes mistakes) {

    /** Returns the one form that was given, or null where there was none or several. */
    DatasetDraft.@Nullable Form form() {
        List<DatasetDraft.Form> given = Arrays.stream(DatasetDraft.Form.values())
                .filter(form -> draft.has(form.field()))
                .toList();
        if (given.isEmpty() && draft.hidden()) {
            return null;
        }
        if (given.isEmpty()) {
            String all = DatasetDraft.Form.inRequests().stream()
                    .map(form -> "`" + form.field() + "`")
                    .collect(Collectors.joining(", "));
            boolean targetOnly = draft.has("y");
            mistakes.add(
                    targetOnly ? sibling("y", "x") : draft.home(),
                    REQUIRED,
                    targetOnly
                            ? "is missing; it must hold a row of features for each y"
                            : "is missing; give one of " + all);
            return null;
        }
        if (given.size() > 1) {
            given.forEach(form -> mistakes.add(
                    draft.pointer(form.field()),
                    CONFLICT,
                    "must be the only form of the dataset; given are "
                            + given.stream()
                                    .map(other -> "`" + other.field() + "`")
                                    .collect(Collectors.joining(" and "))));
            return null;
        }
        DatasetDraft.Form form = given.getFirst();
        draft.fields().forEach((name, field) -> {
            if (!form.fields().contains(name)) {
                mistakes.add(
                        field.pointer(),
                        CONFLICT,
                        "does not go with `" + form.field() + "`, which takes " + String.join(", ", form.fields()));
            }
        });
        return form;
    }

    /** Returns the pointer of a field that is missing beside another one. */
    String sibling(String of, String name) {
        String pointer = draft.pointer(of);
        return Mistakes.at(pointer.substring(0, pointer.lastIndexOf('/')), name);
    }

    /** Checks the names of the features, where they were given. */
    void names(int features) {
        List<String> names = draft.features();
        if (names == null) {
            return;
        }
        String pointer = draft.pointer("features");
        if (names.size() != features) {
            mistakes.add(
                    pointer,
                    LENGTH_MISMATCH,
                    "must hold a name for each feature: " + features + ", not " + names.size());
        }
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < names.size(); j++) {
            if (names.get(j).isBlank()) {
                mistakes.add(Mistakes.at(pointer, j), EMPTY, "must not be blank");
            } else if (!seen.add(names.get(j))) {
                mistakes.add(Mistakes.at(pointer, j), Mistake.Code.DUPLICATE, "stands here twice");
            }
        }
    }

    /** Returns the names that were given, or those that features have when nobody names them. */
    List<String> namesOr(int features) {
        List<String> names = draft.features();
        return names != null ? names : defaultNames(features);
    }

    static List<String> defaultNames(int features) {
        return IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
    }

    /** Checks the weights of the rows, where they were given as a list. */
    void weights(int rows) {
        if (draft.weightColumn() != null) {
            mistakes.add(draft.pointer("weight"), WRONG_TYPE, "must be a list of numbers: there are no named columns");
        }
        double[] weights = draft.weight();
        if (weights == null) {
            return;
        }
        String pointer = draft.pointer("weight");
        weights(weights, rows, ColumnPlace.of(pointer));
    }

    /** Checks weights that stand in a request. */
    void weights(double[] weights, int rows, ColumnPlace place) {
        if (weights.length != rows) {
            place.tell(
                    mistakes, LENGTH_MISMATCH, "must hold a weight for each row: " + rows + ", not " + weights.length);
            return;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                place.tell(mistakes, i, OUT_OF_RANGE, "must be at least 0, not " + weights[i]);
            }
            sum += weights[i];
        }
        if (rows > 0 && sum == 0) {
            place.tell(mistakes, OUT_OF_RANGE, "must not all be 0");
        } else if (!Double.isFinite(sum)) {
            place.tell(mistakes, OUT_OF_RANGE, "must have a finite sum");
        }
    }
}
