package io.descent.fit.prepare;

import io.descent.fit.catalog.EngineChoice;
import io.descent.optimize.FitEngine;
import org.jspecify.annotations.Nullable;

/**
 * What runs fits.
 *
 * @param local this process
 * @param spark a cluster; null where none is configured
 */
public record Engines(FitEngine local, @Nullable FitEngine spark) {

    /** This process alone. */
    public static Engines local(FitEngine engine) {
        return new Engines(engine, null);
    }

    /** Returns the engine that was chosen; null where it is not configured. */
    @Nullable
    FitEngine of(@Nullable EngineChoice choice) {
        return choice == EngineChoice.SPARK ? spark : local;
    }
}
