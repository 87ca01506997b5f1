package io.descent.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

public final class TestData {

    private TestData() {}

    public static DenseDataset dataset(double[] values, List<String> names, double[] targets) {
        return dataset(values, names, targets, null);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    public static DenseDataset dataset(
            double[] values, List<String> names, double[] targets, double @Nullable [] weights) {
        return new DenseDataset(values, names, targets, weights);
    }
}
