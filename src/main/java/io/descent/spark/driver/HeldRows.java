package io.descent.spark.driver;

import io.descent.optimize.stretch.AbortedException;
import io.descent.optimize.stretch.RemoteRows;
import io.descent.optimize.stretch.Stretch;
import io.descent.optimize.stretch.StretchWork;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/**
 * Rows that executors hold. What comes of each stretch is collected in the order of the stretches, and nothing is added up on the way:
 * Spark's own tree of sums adds in the order in which tasks end, so that no two runs give the same bits.
 *
 * @param own in the data's units, which are made again of what was sent: they are asked for once
 * @param scaled in the optimizer's, which are kept
 */
record HeldRows(JavaRDD<Stretch> own, JavaRDD<Stretch> scaled, List<Broadcast<Stretch>> sent) implements RemoteRows {

    private static final long LOOK_MILLIS = 50;

    @Override
    public List<double[]> each(Units units, StretchWork work, BooleanSupplier aborted) {
        JavaFutureAction<List<double[]>> sums = switch (units) {
            case DATA -> own.map(new Cluster.Worked(work)).collectAsync();
            case SCALED -> scaled.map(new Cluster.Worked(work)).collectAsync();
        };
        while (true) {
            try {
                return sums.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goingOn) {
                if (aborted.getAsBoolean()) {
                    sums.cancel(true);
                    throw new AbortedException();
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException impossible) {
                throw new IllegalStateException("nobody interrupts a driver", impossible);
            }
        }
    }

    @Override
    public void close() {
        scaled.unpersist(false);
        sent.forEach(Broadcast::destroy);
    }
}
