package io.descent.fit.catalog;

/** What runs a fit. */
public enum EngineChoice {
    /** Whatever suits it: this process. */
    AUTO,
    /** This process. */
    LOCAL,
    /** A Spark cluster. */
    SPARK
}
