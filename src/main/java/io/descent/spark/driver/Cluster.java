package io.descent.spark.driver;

import io.descent.data.FeatureScaling;
import io.descent.optimize.stretch.RemoteRows;
import io.descent.optimize.stretch.Stretch;
import io.descent.optimize.stretch.StretchWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The executors of a cluster as a host of rows. A stretch goes once to the executor that sums over it, which keeps it in memory, or on
 * its disk where there is no room. Where an executor is lost, another fetches its stretches from here.
 *
 * <p>Stretches that follow one another share a task where there are fewer cores than stretches: a task takes some milliseconds however
 * little it has to do. What they come to does not depend on it.
 */
record Cluster(JavaSparkContext spark) implements RemoteRows.Host {

    /** How long no further executor has come when all are taken to be there. */
    private static final long SETTLED_MILLIS = 1000;

    private static final long LOOK_MILLIS = 50;

    /** Waits for an executor, and then for as many as come soon, so that rows are not all brought to the first. */
    void awaitExecutors() throws InterruptedException {
        spark.parallelize(List.of(0), 1).count();
        int before = 0;
        for (long still = 0; still < SETTLED_MILLIS; still += LOOK_MILLIS) {
            int now = spark.statusTracker().getExecutorInfos().length;
            still = now == before ? still : 0;
            before = now;
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public RemoteRows take(int count, IntFunction<Stretch> rows, FeatureScaling scaling) {
        List<Broadcast<Stretch>> sent = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            sent.add(spark.broadcast(rows.apply(number)));
        }
        int tasks = Math.min(count, spark.defaultParallelism());
        JavaRDD<Stretch> own = spark.parallelize(
                        IntStream.range(0, count).boxed().toList(), tasks)
                .map(new Fetched(sent));
        JavaRDD<Stretch> scaled = own.map(new Scaled(scaling)).persist(StorageLevel.MEMORY_AND_DISK());
        scaled.count();
        // those of the executors alone: they have made their own of them
        sent.forEach(Broadcast::unpersist);
        return new HeldRows(own, scaled, sent);
    }

    /** The stretch of a number, from where it was sent. */
    private record Fetched(List<Broadcast<Stretch>> sent) implements Function<Integer, Stretch> {
        @Override
        public Stretch call(Integer number) {
            return sent.get(number).value();
        }
    }

    /** A stretch in the optimizer's units. */
    private record Scaled(FeatureScaling scaling) implements Function<Stretch, Stretch> {
        @Override
        public Stretch call(Stretch stretch) {
            return stretch.scaled(scaling);
        }
    }

    /** What work comes to over a stretch. */
    record Worked(StretchWork work) implements Function<Stretch, double[]> {
        @Override
        public double[] call(Stretch stretch) {
            return work.over(stretch);
        }
    }
}
