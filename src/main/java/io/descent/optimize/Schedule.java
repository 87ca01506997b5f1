package io.descent.optimize;

/** The learning rate of each update: a pure function of the base rate and the update's number. */
public sealed interface Schedule {

    /**
     * Returns the rate of an update.
     *
     * @param base the optimizer's learning rate
     * @param update the number of the update, from 1 on
     */
    double rate(double base, long update);

    /** The base rate throughout. */
    record Constant() implements Schedule {
        @Override
        public double rate(double base, long update) {
            return base;
        }
    }

    /**
     * base / update^power: scikit-learn's {@code invscaling}, counted in updates as there.
     *
     * @param power finite and at least 0, else {@link IllegalArgumentException}
     */
    record InverseScaling(double power) implements Schedule {
        public InverseScaling {
            if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a power is finite and not negative");
            }
        }

        @Override
        public double rate(double base, long update) {
            return base / StrictMath.pow((double) update, power);
        }
    }
}
