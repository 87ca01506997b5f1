package io.descent.fit;

import static io.descent.fit.Mistake.Code.NOT_FINITE;
import static io.descent.fit.Mistake.Code.OUT_OF_RANGE;
import static io.descent.fit.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.fit.Mistake.Code.WRONG_TYPE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a setting can take: reads them from JSON's own values ({@link Map}, {@link List}, {@link String},
 * {@link Number}, {@link Boolean}), writes them back, and says in words what they are. The catalog and the OpenAPI
 * description are made from the same domains.
 */
public sealed interface Domain<T> permits Domain.Plain, Structure, Family, Alternatives {

    /** Returns the value that was given, or null after adding what is wrong with it. */
    @Nullable
    T read(Object given, String pointer, Mistakes mistakes);

    /** Returns a value as it stands in JSON. */
    Object write(T value);

    /** Tells whether {@link #read} would take this for an attempt at a value of this domain. */
    boolean resembles(Object given);

    /** Tells whether a value is one of this domain's. */
    boolean holds(Object value);

    /** Says what is expected, to follow «must be». */
    String expectation();

    /** Returns the integers from {@code low} to {@code high}. */
    static Plain<Integer> integer(int low, int high) {
        return new Mapped<>(new Whole(low, high), Integer.class, Long::intValue, Integer::longValue);
    }

    /** A domain without parts that have names. */
    sealed interface Plain<T> extends Domain<T>
            permits Real,
                    Whole,
                    Flag,
                    Text,
                    Word,
                    Choice,
                    Choices,
                    Numbers,
                    PerOutput,
                    NumbersByName,
                    Mapped,
                    Explanation,
                    DatasetDomain {}

    /** A finite number in a range. */
    record Real(double low, boolean lowIncluded, double high, boolean highIncluded) implements Plain<Double> {

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

        private static String plain(double bound) {
            return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
        }
    }

    /** A whole number in a range; 1e3 and 1000.0 are whole, too. */
    record Whole(long low, long high) implements Plain<Long> {
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

    /** true or false. */
    record Flag() implements Plain<Boolean> {
        @Override
        public @Nullable Boolean read(Object given, String pointer, Mistakes mistakes) {
            if (given instanceof Boolean flag) {
                return flag;
            }
            mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
            return null;
        }

        @Override
        public Object write(Boolean value) {
            return value;
        }

        @Override
        public boolean resembles(Object given) {
            return given instanceof Boolean;
        }

        @Override
        public boolean holds(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public String expectation() {
            return "true or false";
        }
    }

    /** A text of a bounded length. */
    record Text(int longest) implements Plain<String> {
        @Override
        public @Nullable String read(Object given, String pointer, Mistakes mistakes) {
            if (given instanceof String text && text.length() <= longest) {
                return text;
            }
            mistakes.add(pointer, given instanceof String ? OUT_OF_RANGE : WRONG_TYPE, "must be " + expectation());
            return null;
        }

        @Override
        public Object write(String value) {
            return value;
        }

        @Override
        public boolean resembles(Object given) {
            return given instanceof String;
        }

        @Override
        public boolean holds(Object value) {
            return value instanceof String;
        }

        @Override
        public String expectation() {
            return "a text of at most " + longest + " characters";
        }
    }

    /** One word that stands for a value. */
    record Word<T>(String word, T value) implements Plain<T> {
        @Override
        public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
            if (word.equals(given)) {
                return value;
            }
            mistakes.add(pointer, UNKNOWN_VALUE, "must be " + expectation());
            return null;
        }

        @Override
        public Object write(T ignored) {
            return word;
        }

        @Override
        public boolean resembles(Object given) {
            return word.equals(given);
        }

        @Override
        public boolean holds(Object other) {
            return value.equals(other);
        }

        @Override
        public String expectation() {
            return "\"" + word + "\"";
        }
    }

    /** One of an enum's constants by its name. */
    record Choice<E extends Enum<E>>(Class<E> type) implements Plain<E> {

        /** Returns the names of all constants. */
        public List<String> names() {
            return Arrays.stream(type.getEnumConstants()).map(Names::json).toList();
        }

        @Override
        public @Nullable E read(Object given, String pointer, Mistakes mistakes) {
            if (!(given instanceof String text)) {
                mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
                return null;
            }
            for (E constant : type.getEnumConstants()) {
                if (Names.json(constant).equals(text)) {
                    return constant;
                }
            }
            mistakes.add(pointer, UNKNOWN_VALUE, "must be " + expectation() + Names.didYouMean(text, names()));
            return null;
        }

        @Override
        public Object write(E value) {
            return Names.json(value);
        }

        @Override
        public boolean resembles(Object given) {
            return given instanceof String;
        }

        @Override
        public boolean holds(Object value) {
            return type.isInstance(value);
        }

        @Override
        public String expectation() {
            return names().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "one of ", ""));
        }
    }

    /** Any of an enum's constants, each at most once. */
    record Choices<E extends Enum<E>>(Choice<E> each) implements Plain<Set<E>> {
        @Override
        public @Nullable Set<E> read(Object given, String pointer, Mistakes mistakes) {
            if (!(given instanceof List<?> list)) {
                mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
                return null;
            }
            Set<E> chosen = EnumSet.noneOf(each.type());
            for (int i = 0; i < list.size(); i++) {
                String place = Mistakes.at(pointer, i);
                E constant = each.read(list.get(i), place, mistakes);
                if (constant != null && !chosen.add(constant)) {
                    mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
                }
            }
            return chosen;
        }

        @Override
        public Object write(Set<E> value) {
            return value.stream().map(Names::json).toList();
        }

        @Override
        public boolean resembles(Object given) {
            return given instanceof List;
        }

        @Override
        public boolean holds(Object value) {
            return value instanceof Collection;
        }

        @Override
        public String expectation() {
            return "a list with any of " + each.expectation().substring("one of ".length());
        }
    }

    /** A list of numbers: of any length where {@code length} is 0. */
    record Numbers(int length) implements Plain<List<Double>> {
        @Override
        public @Nullable List<Double> read(Object given, String pointer, Mistakes mistakes) {
            if (!(given instanceof List<?> list)) {
                mistakes.add(pointer, WRONG_TYPE, "must be " + expectation());
                return null;
            }
            if (length > 0 && list.size() != length) {
                mistakes.add(pointer, Mistake.Code.LENGTH_MISMATCH, "must be " + expectation());
                return null;
            }
            List<Double> numbers = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                Double number = Real.any().read(list.get(i), Mistakes.at(pointer, i), mistakes);
                if (number != null) {
                    numbers.add(number);
                }
            }
            return numbers.size() == list.size() ? numbers : null;
        }

        @Override
        public Object write(List<Double> value) {
            return value;
        }

        @Override
        public boolean resembles(Object given) {
            return given instanceof List;
        }

        @Override
        public boolean holds(Object value) {
            return value instanceof List;
        }

        @Override
        public String expectation() {
            return length == 0 ? "a list of numbers" : "a list of " + length + " numbers";
        }
    }

    /** A value for the one margin of a row, or a list with one for each margin of a model with several. */
    record PerOutput<T>(Plain<T> each) implements Plain<List<T>> {
        @Override
        public @Nullable List<T> read(Object given, String pointer, Mistakes mistakes) {
            if (!several(given)) {
                T value = each.read(given, pointer, mistakes);
                return value == null ? null : List.of(value);
            }
            List<?> list = (List<?>) given;
            List<T> values = new ArrayList<>(list.size());
            for (int k = 0; k < list.size(); k++) {
                Object part = list.get(k);
                String place = Mistakes.at(pointer, k);
                T value = null;
                if (part == null) {
                    mistakes.add(place, WRONG_TYPE, "must be " + each.expectation());
                } else {
                    value = each.read(part, place, mistakes);
                }
                if (value != null) {
                    values.add(value);
                }
            }
            return values.size() == list.size() ? values : null;
        }

        private boolean several(Object given) {
            return given instanceof List<?> list
                    && !list.isEmpty()
                    && (!(each instanceof Numbers) || list.getFirst() instanceof List);
        }

        @Override
        public Object write(List<T> value) {
            return value.size() == 1
                    ? each.write(value.getFirst())
                    : value.stream().map(each::write).toList();
        }

        @Override
        public boolean resembles(Object given) {
            return several(given) || each.resembles(given);
        }

        @Override
        public boolean holds(Object value) {
            return value instanceof List;
        }

        @Override
        public String expectation() {
            return each.expectation() + ", or for softmax a list with one for each class";
        }
    }

    /** Another domain's values under another type. */
    record Mapped<S, T>(Plain<S> base, Class<? extends T> type, Function<S, T> to, Function<T, S> from)
            implements Plain<T> {
        @Override
        public @Nullable T read(Object given, String pointer, Mistakes mistakes) {
            S value = base.read(given, pointer, mistakes);
            if (value == null) {
                return null;
            }
            try {
                return to.apply(value);
            } catch (IllegalArgumentException invariant) {
                mistakes.add(pointer, OUT_OF_RANGE, String.valueOf(invariant.getMessage()));
                return null;
            }
        }

        @Override
        public Object write(T value) {
            return base.write(from.apply(value));
        }

        @Override
        public boolean resembles(Object given) {
            return base.resembles(given);
        }

        @Override
        public boolean holds(Object value) {
            return type.isInstance(value);
        }

        @Override
        public String expectation() {
            return base.expectation();
        }
    }
}
