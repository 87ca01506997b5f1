package io.descent.judge;

import java.util.SplittableRandom;

/** Draws from the distributions that random problems are made of. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A number whose decimal logarithm is uniform. */
    double magnitude(double low, double high) {
        return Math.pow(10, between(low, high));
    }

    /** From {@code low} to {@code high}, both included. */
    int whole(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double normal() {
        return random.nextGaussian();
    }

    double sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    double logistic() {
        double u = random.nextDouble(1e-12, 1 - 1e-12);
        return Math.log(u / (1 - u));
    }

    /** A count with this mean; rounded from a normal number where it is large. */
    double count(double mean) {
        if (mean > 50) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal()));
        }
        double left = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** One of these, each as likely. */
    @SafeVarargs
    final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
