package io.descent.bench;

import io.descent.kernel.Kernels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One call of each kernel on vectors that stay in the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {

    @Param({"2", "28", "200"})
    int length;

    private double[] x;
    private double[] w;

    @Setup
    public void fill() {
        Random random = new Random(1);
        x = random.doubles(length).toArray();
        w = random.doubles(length).toArray();
    }

    @Benchmark
    public double dot() {
        return Kernels.dot(x, 0, w, 0, length);
    }

    @Benchmark
    public double[] axpy() {
        Kernels.axpy(1e-9, x, 0, w, 0, length);
        return w;
    }

    @Benchmark
    public double[] descend() {
        Kernels.descend(1e-3, 1e-6, x, 0, 1e-6, w, 0, length);
        return w;
    }
}
