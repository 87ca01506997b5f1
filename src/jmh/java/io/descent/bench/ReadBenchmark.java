package io.descent.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How fast one core reads the matrix of the widest fit, doing nothing but a sum that waits for no addition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 10)
@Measurement(iterations = 15)
public class ReadBenchmark {

    static final int LENGTH = Work.WIDE_SQUARED.rows * Work.WIDE_SQUARED.features;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private double[] values;

    @Setup
    public void fill() {
        values = new Random(0).doubles(LENGTH).toArray();
    }

    @Benchmark
    public double read() {
        int width = SPECIES.length();
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int i = 0; i <= LENGTH - 4 * width; i += 4 * width) {
            a = a.add(DoubleVector.fromArray(SPECIES, values, i));
            b = b.add(DoubleVector.fromArray(SPECIES, values, i + width));
            c = c.add(DoubleVector.fromArray(SPECIES, values, i + 2 * width));
            d = d.add(DoubleVector.fromArray(SPECIES, values, i + 3 * width));
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
