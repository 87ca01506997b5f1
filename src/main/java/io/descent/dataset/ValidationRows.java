package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CLASSES;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Split;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What rows to validate with must have in common with those that are trained on. */
public final class ValidationRows {

    private ValidationRows() {}

    /** Sets a share of the rows apart; null where that is not possible. */
    public static @Nullable Split split(TrainingData whole, double share, long seed, Mistakes mistakes) {
        Classes classes = whole.classes();
        try {
            return Split.of(
                    whole.dataset(),
                    share,
                    classes == null ? 0 : classes.labels().size(),
                    seed);
        } catch (IllegalArgumentException impossible) {
            mistakes.add(
                    "/validation/fraction",
                    Mistake.Code.OUT_OF_RANGE,
                    String.valueOf(impossible.getMessage()) + ": the dataset has "
                            + whole.dataset().rows() + " rows");
            return null;
        }
    }

    /** Tells whether the features are those of the training rows; adds what is wrong where they are not. */
    static boolean hasFeatures(
            DatasetDraft draft, DatasetDraft.Form form, List<String> names, List<String> known, Mistakes mistakes) {
        long before = mistakes.count();
        String pointer = draft.pointer(form.field());
        if (names.size() != known.size()) {
            mistakes.add(
                    pointer,
                    LENGTH_MISMATCH,
                    "must have as many features as the training rows: " + known.size() + ", not " + names.size());
        } else if (draft.has("features") && !names.equals(known)) {
            mistakes.add(
                    draft.pointer("features"),
                    UNKNOWN_VALUE,
                    "must be those of the training rows, in their order: "
                            + known.stream().limit(10).collect(Collectors.joining(", "))
                            + (known.size() > 10 ? ", …" : ""));
        }
        return mistakes.count() == before;
    }

    /** Tells whether the columns are those of the training rows; adds what is wrong where they are not. */
    static boolean hasColumns(
            SequencedCollection<String> names,
            SequencedCollection<String> known,
            Function<String, ColumnPlace> places,
            Mistakes mistakes) {
        long before = mistakes.count();
        Set<String> there = new HashSet<>(names);
        Set<String> wanted = new HashSet<>(known);
        names.stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> places.apply(name)
                        .tell(
                                mistakes,
                                UNKNOWN_VALUE,
                                "is not a feature of the training rows" + Names.didYouMean(name, known)));
        known.stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> places.apply(name)
                        .tell(mistakes, Mistake.Code.REQUIRED, "is missing; the training rows have it"));
        return mistakes.count() == before;
    }

    /** Returns the index of each value's class; null where there is a value that is no class of the training rows. */
    static double @Nullable [] encode(Column target, Classes classes, ColumnPlace place, Mistakes mistakes) {
        long before = mistakes.count();
        Set<Object> known = new HashSet<>(classes.labels());
        for (int i = 0; i < target.size(); i++) {
            Object value = target.value(i);
            if (value == null || !known.contains(value)) {
                place.tell(
                        mistakes,
                        i,
                        CLASSES,
                        "must be a class of the training rows, not "
                                + (value == null ? "missing" : Classes.written(value)));
            }
        }
        return mistakes.count() > before ? null : classes.encode(target);
    }
}
