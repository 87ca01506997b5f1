package io.descent.optimize.rule;

/** What the constructors of hyperparameters ask of numbers; throws {@link IllegalArgumentException}. */
final class Checks {

    private Checks() {}

    /** Requires a share of a running mean, in [0, 1). */
    static void decay(String name, double value) {
        require(value >= 0 && value < 1, name + " is in [0, 1)");
    }

    /** Requires a number that is finite and not negative. */
    static void notNegative(String name, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, name + " is finite and not negative");
    }

    /** Requires a number that is finite and above 0. */
    static void positive(String name, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, name + " is finite and above 0");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
