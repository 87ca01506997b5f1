package io.descent.spark.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {

    @TempDir
    private Path folder;

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static DenseDataset rows(int count, double @Nullable [] weights) {
        double[] values = new Random(1).doubles(3L * count).toArray();
        double[] targets = new Random(2).doubles(count).toArray();
        return new DenseDataset(values, List.of("a", "b", "c"), targets, weights);
    }

    @Test
    void rowsAreReadAsTheyWereWrittenAndNoFileIsLeft() throws IOException {
        // more than a buffer
        int count = 100_000;
        for (double[] weights :
                new double[][] {null, new Random(3).doubles(count).toArray()}) {
            DenseDataset rows = rows(count, weights);

            RowFiles files = RowFiles.write(rows, folder, "training");
            try (RowFiles.Mapped mapped = files.take()) {
                double[] values = new double[3 * count];
                mapped.rows().copy(null, 0, count, values, 0);

                assertThat(values).isEqualTo(rows.values());
                assertThat(mapped.rows().targets()).isEqualTo(rows.targets());
                assertThat(mapped.rows().weights()).isEqualTo(rows.weights());
                assertThat(mapped.rows().featureNames()).isEqualTo(rows.featureNames());
                assertThat(folder).isEmptyDirectory();
            }
        }
    }
}
