package io.descent.optimize;

import io.descent.data.RowSource;
import io.descent.optimize.spec.FitSpec;
import org.jspecify.annotations.Nullable;

/** Whatever runs fits: this process, or machines beside it that read the rows themselves. */
public interface FitEngine {

    /**
     * Makes a fit ready to run: finds what its settings leave to the data, in a few passes over the rows.
     *
     * @param validation rows that training never sees; null for none
     */
    Plan plan(FitSpec spec, RowSource rows, @Nullable RowSource validation);
}
