package io.descent.schema;

import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import org.jspecify.annotations.Nullable;

/** A whole number in a range; 1e3 and 1000.0 are whole, too. At ±2⁶³ a double cannot tell a number in range from one beyond it. */
public record Whole(long low, long high) implements Domain.Plain<Long> {
    @Override
    public @Nullable Long read(Object given, String pointer, Mistakes mistakes) {
        boolean whole = given instanceof Long
                || (given instanceof Double number && Math.rint(number) == number && Math.abs(number) < 0x1p63);
        if (!whole) {
            boolean number = given instanceof Number;
            mistakes.add(pointer, number ? OUT_OF_RANGE : WRONG_TYPE, "must be " + expectation());
            return null;
        }
        long value = ((Number) given).longValue();
        if (value < low || value > high) {
            mistakes.add(pointer, OUT_OF_RANGE, "must be " + expectation() + ", not " + value);
            return null;
        }
        return value;
    }

    @Override
    public Object write(Long value) {
        return value;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof Number;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Long;
    }

    @Override
    public String expectation() {
        return low == Long.MIN_VALUE
                ? "a whole number of 64 bits"
                : high == Integer.MAX_VALUE || high == Long.MAX_VALUE
                        ? "a whole number of at least " + low
                        : "a whole number from " + low + " to " + high;
    }
}
