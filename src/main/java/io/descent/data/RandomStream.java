package io.descent.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers for one purpose, decided by (seed, purpose, epoch) alone, so that a fit can be resumed at any epoch.
 *
 * <p>The generator is {@code L64X128MixRandom} of {@code java.util.random} (Steele and Vigna, "LXM: better splittable
 * pseudorandom number generators", 2021). Normal deviates are made by Marsaglia's polar method over {@link StrictMath}:
 * the platform's own method is free to change between releases.
 */
public final class RandomStream {

    /** What a stream is used for; each purpose has numbers of its own. */
    public enum Purpose {
        GENERATOR(1),
        INIT(2),
        SHUFFLE(3),
        POWER_ITERATION(4),
        VALIDATION(5),
        VALIDATION_GENERATOR(6),
        PROFILE(7),
        PICTURE(8);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }
    }

    private static final RandomGeneratorFactory<RandomGenerator> LXM = RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator generator;
    private double spare = Double.NaN;

    private RandomStream(RandomGenerator generator) {
        this.generator = generator;
    }

    /** Opens the stream of a purpose that is not tied to an epoch. */
    public static RandomStream of(long seed, Purpose purpose) {
        return of(seed, purpose, 0);
    }

    /** Opens the stream of a purpose in an epoch. */
    public static RandomStream of(long seed, Purpose purpose, int epoch) {
        return new RandomStream(LXM.create(mix(mix(seed) + purpose.code) + epoch));
    }

    /** Returns a number uniform in [low, high). */
    public double uniform(double low, double high) {
        double value = low + (high - low) * generator.nextDouble();
        return value < high ? value : low;
    }

    /** Returns a standard normal deviate. */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double u = uniform(-1, 1);
            double v = uniform(-1, 1);
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    /** Puts a uniformly random permutation of 0 … length−1 into the array (Fisher–Yates). */
    public void permutation(int[] into) {
        for (int i = 0; i < into.length; i++) {
            int j = generator.nextInt(i + 1);
            into[i] = into[j];
            into[j] = i;
        }
    }

    /** The finaliser of SplitMix64, which spreads neighbouring seeds over the whole range. */
    private static long mix(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
