package io.descent.inference;

/**
 * How the covariance of the parameters is estimated. With A the information Σ c·x·xᵀ, c the second derivative of a row's
 * negative log-likelihood by its margin, s the first one, h = c·xᵀA⁻¹x the leverage of a row, n rows and q parameters.
 */
public sealed interface Covariance {

    /** One that has no more to be told than its name. */
    enum Named implements Covariance {
        /** A⁻¹ times the scale, σ² of a linear model and else 1: right where the model is. */
        CLASSIC,
        /** A⁻¹(Σ s²·x·xᵀ)A⁻¹, right whatever the variances of the rows are (White 1980, "A heteroskedasticity-consistent …"). */
        HC0,
        /** HC0 times n / (n − q). */
        HC1,
        /** HC0 with s² / (1 − h). */
        HC2,
        /** HC0 with s² / (1 − h)², the best of these where rows are few (Long and Ervin 2000); as in R's sandwich package. */
        HC3
    }

    /**
     * A⁻¹(Σ u·uᵀ)A⁻¹ · G/(G − 1) · (n − 1)/(n − q) with u the sum of s·x over the rows of one of G clusters, right whatever the rows
     * of a cluster have in common (Liang and Zeger 1986); as statsmodels and R's {@code vcovCL} have it. Of linear models the statistics are
     * compared with Student's t with G − 1 degrees of freedom.
     *
     * @param column whose values tell the clusters apart
     */
    record Clustered(String column) implements Covariance {}

    /** Tells whether it is a sandwich of the rows' own slopes. */
    default boolean isRobust() {
        return this != Named.CLASSIC;
    }

    /** Tells whether it takes the leverage of each row, which only models of one margin have. */
    default boolean takesLeverage() {
        return this == Named.HC2 || this == Named.HC3;
    }

    /** Returns what the slope of a row of this leverage is multiplied by. */
    default double factor(double leverage) {
        return switch (this) {
            case Clustered _ -> 1;
            case Named named ->
                switch (named) {
                    case CLASSIC, HC0, HC1 -> 1;
                    case HC2 -> 1 / Math.sqrt(1 - leverage);
                    case HC3 -> 1 / (1 - leverage);
                };
        };
    }
}
