package io.descent.optimize.stretch;

import io.descent.data.FeatureScaling;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** The rows of a fit in stretches that lie elsewhere, beside whatever sums over them: the port that a cluster implements. */
public interface RemoteRows extends AutoCloseable {

    /** What the features of the rows are measured in. */
    enum Units {
        /** As they were given. */
        DATA,
        /** As the optimizer sees them. */
        SCALED
    }

    /**
     * Runs work over every stretch.
     *
     * @param aborted asked every so often; where it says so, the work is not brought to its end
     * @return what the stretches came to, in their order
     * @throws AbortedException where it was aborted
     */
    List<double[]> each(Units units, StretchWork work, BooleanSupplier aborted);

    /** Lets the rows go. */
    @Override
    void close();

    /** Has room for rows. */
    @FunctionalInterface
    interface Host {

        /**
         * Takes rows in.
         *
         * @param count how many stretches there are
         * @param rows makes each of them, in the data's units; asked for one after the other, so that they need not be in
         *     memory together
         */
        RemoteRows take(int count, IntFunction<Stretch> rows, FeatureScaling scaling);
    }
}
