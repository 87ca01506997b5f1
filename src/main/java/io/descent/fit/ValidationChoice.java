package io.descent.fit;

/** Where the rows come from that training never sees. */
sealed interface ValidationChoice {

    /** A share of the dataset, drawn with the fit's seed. */
    record Fraction(double share) implements ValidationChoice {}

    /** A dataset of its own. */
    record Own(DatasetDraft dataset) implements ValidationChoice {}
}
