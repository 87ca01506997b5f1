package io.descent.fit.catalog;

/** Where the rows come from that training never sees. */
public sealed interface ValidationChoice {

    /** A share of the dataset, drawn with the fit's seed. */
    record Fraction(double share) implements ValidationChoice {}

    /** A dataset of its own, which the request has beside its settings. */
    record Own() implements ValidationChoice {}
}
