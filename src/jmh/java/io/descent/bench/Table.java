package io.descent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the table in docs/performance.md and prints it; with arguments, JMH runs what they say, or {@link
 * MappedTable} or {@link InferenceTable}.
 */
public final class Table {

    private Table() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("mapped")) {
            MappedTable.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("inference")) {
            InferenceTable.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0) {
            Main.main(args);
            return;
        }
        // the bandwidth before and after: other users of the machine change it
        double bandwidth = bandwidth();
        Map<Work, Double> best = new EnumMap<>(Work.class);
        for (RunResult result : run(EpochBenchmark.class)) {
            Work work = Work.valueOf(result.getParams().getParam("work"));
            best.put(work, shortest(result) / work.rows / Work.EPOCHS);
        }
        bandwidth = Math.max(bandwidth, bandwidth());
        List<String> lines = new ArrayList<>();
        best.forEach((work, nanos) -> lines.add(
                String.format(Locale.ROOT, "%-32s %,9d x %-6d %7.1f ns a row", work, work.rows, work.features, nanos)));
        lines.add(String.format(Locale.ROOT, "one core reads %.1f GB/s", bandwidth));
        double read = Work.WIDE_SQUARED.features * Double.BYTES / best.get(Work.WIDE_SQUARED);
        lines.add(String.format(Locale.ROOT, "WIDE_SQUARED reads %.0f %% of that", 100 * read / bandwidth));
        lines.add(times(best, Work.BATCH_256, Work.BATCH_256_TWO_THREADS));
        lines.add(times(best, Work.BATCH_256_SHUFFLED, Work.BATCH_256_SHUFFLED_TWO_THREADS));
        lines.add(times(best, Work.FULL, Work.FULL_TWO_THREADS));
        lines.forEach(System.out::println);
    }

    private static double bandwidth() throws RunnerException {
        RunResult result = run(ReadBenchmark.class).iterator().next();
        return ReadBenchmark.LENGTH * Double.BYTES / shortest(result);
    }

    private static Iterable<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static double shortest(RunResult result) {
        return result.getPrimaryResult().getStatistics().getMin();
    }

    private static String times(Map<Work, Double> best, Work one, Work two) {
        return String.format(Locale.ROOT, "%s is %.2f times %s", two, best.get(one) / best.get(two), one);
    }
}
