package io.descent.schema;

import static io.descent.schema.Mistake.Code.NOT_FINITE;
import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finite number in a range. */
public record Real(double low, boolean lowIncluded, double high, boolean highIncluded) implements Domain.Plain<Double> {

    /** Numbers above a bound. */
    public static Real above(double low) {
        return new Real(low, false, Double.POSITIVE_INFINITY, false);
    }

    /** Numbers from a bound on. */
    public static Real from(double low) {
        return new Real(low, true, Double.POSITIVE_INFINITY, false);
    }

    /** All finite numbers. */
    public static Real any() {
        return new Real(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
    }

    @Override
    public @Nullable Double read(Object given, String pointer, Mistakes mistakes) {
        if (!(given instanceof Number number)) {
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            mistakes.add(pointer, NOT_FINITE, "must be " + expectation() + "; this one is too large for a double");
            return null;
        }
        if (value < low || value > high || (value == low && !lowIncluded) || (value == high && !highIncluded)) {
            mistakes.add(pointer, OUT_OF_RANGE, "must be " + expectation() + ", not " + number);
            return null;
        }
        return value;
    }

    @Override
    public Object write(Double value) {
        return value;
    }

    @Override
    public boolean resembles(Object given) {
        return given instanceof Number;
    }

    @Override
    public boolean holds(Object value) {
        return value instanceof Double;
    }

    @Override
    public String expectation() {
        List<String> bounds = new ArrayList<>();
        if (Double.isFinite(low)) {
            bounds.add((lowIncluded ? "at least " : "greater than ") + plain(low));
        }
        if (Double.isFinite(high)) {
            bounds.add((highIncluded ? "at most " : "less than ") + plain(high));
        }
        return bounds.isEmpty() ? "a number" : "a number " + String.join(" and ", bounds);
    }

    /** Returns a number as one would write it: 1, 0.5, 1e-6. */
    public static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number).replace(".0E", "e").replace('E', 'e');
    }
}
