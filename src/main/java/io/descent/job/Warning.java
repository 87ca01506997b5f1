package io.descent.job;

/**
 * Something about a fit that its caller would want to know.
 *
 * @param code what kind of thing it is; stable
 * @param pointer the setting or the part of the request that it is about, as a JSON pointer
 * @param detail what was seen, and what to do
 */
public record Warning(Code code, String pointer, String detail) {

    /** The kinds. */
    public enum Code {
        /** Without scaling, features of very different spread make the gradient's steps short. */
        DIFFERENT_SCALES,
        /** A feature has one value in all rows. */
        CONSTANT_FEATURE,
        /** A feature is a multiple of another one. */
        DUPLICATE_FEATURE,
        /** Features follow from several others, and no penalty says which weights to take. */
        DEPENDENT_FEATURES,
        /** The classes can be told apart without a mistake, and no penalty keeps the weights finite. */
        SEPARABLE_CLASSES,
        /** Some rows can be told apart without a mistake, and no penalty keeps the weights that do so finite. */
        QUASI_SEPARATION,
        /** Rows were left out for their missing values. */
        DROPPED_ROWS,
        /** Some rows have levels of a category that nothing was learned of. */
        UNKNOWN_CATEGORIES,
        /** The targets of a regression are only 0 and 1. */
        BINARY_TARGET,
        /** The learning rate is above the largest stable one. */
        RATE_ABOVE_STABLE,
        /** What releases before 0.2.0 called {@link #NOT_CONVERGED} of a solver. */
        LINE_SEARCH_STALLED,
        /** The minimum that an excess is measured from was not found. */
        MINIMUM_NOT_FOUND,
        /** A fit has ended above the minimum of its objective, or it is not known that it is there. */
        NOT_CONVERGED,
        /** Counts vary more than Poisson's do. */
        OVERDISPERSION
    }
}
