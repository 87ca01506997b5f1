package io.descent.fit;

import org.jspecify.annotations.Nullable;

/** A dataset among the settings: the reader has put its draft where the JSON would stand. */
public record DatasetDomain() implements Domain.Plain<DatasetDraft> {

    @Override
    public @Nullable DatasetDraft read(Object given, String pointer, Mistakes mistakes) {
        if (given instanceof DatasetDraft draft) {
            return draft;
        }
        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be " + expectation());
        return null;
    }

    @Override
    public Object write(DatasetDraft value) {
        throw new UnsupportedOperationException("datasets are not answered");
    }

    @Override
    public boolean resembles(Object given) {
        return holds(given);
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof DatasetDraft;
    }

    @Override
    public String expectation() {
        return "an object with one form of a dataset";
    }
}
