package io.descent.objective;

import io.descent.data.Dataset;

/** How far the targets of a regression lie apart. */
final class Spread {

    private Spread() {}

    /**
     * Returns the mean distance of the targets from their median, 1 where that is 0: where the errors of a fit are as
     * large as that, it is also how much the mean slope of |error| changes when the margin moves by so much.
     */
    static double of(Dataset data) {
        double median = Location.quantile(data, 0.5);
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            sum += data.weight(i) * Math.abs(data.targets()[i] - median);
        }
        double spread = sum / data.totalWeight();
        return spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1;
    }
}
