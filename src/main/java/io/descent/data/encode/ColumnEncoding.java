package io.descent.data.encode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the values of one column become features: all that was learned of the training rows. */
public sealed interface ColumnEncoding {

    /** Returns what the values are taken for. */
    ColumnType type();

    /** Tells whether the last feature is 1 where a value was missing, and else 0. */
    boolean indicator();

    /** Returns the names of the features of a column of this name, without that of missing values. */
    List<String> own(String column);

    /** Returns how many those are. */
    int width();

    /** Returns how many features there are, that of missing values included. */
    default int count() {
        return width() + (indicator() ? 1 : 0);
    }

    /** Returns the names of the features of a column of this name. */
    default List<String> features(String column) {
        return indicator()
                ? Stream.concat(own(column).stream(), Stream.of(column + "=missing"))
                        .toList()
                : own(column);
    }

    /**
     * A number, which is its own feature.
     *
     * @param fill what stands for a missing one; null where none may be missing
     */
    record Numeric(@Nullable Double fill, boolean indicator) implements ColumnEncoding {

        @Override
        public ColumnType type() {
            return ColumnType.NUMBER;
        }

        @Override
        public List<String> own(String column) {
            return List.of(column);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A boolean: 1 for true, 0 for false.
     *
     * @param fill what stands for a missing one; null where none may be missing
     */
    record Flag(@Nullable Double fill, boolean indicator) implements ColumnEncoding {

        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }

        @Override
        public List<String> own(String column) {
            return List.of(column);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A point in time.
     *
     * @param parts whether it becomes year, month, day of the week and hour; else seconds
     * @param fill the seconds that stand for a missing one; null where none may be missing
     */
    record Date(boolean parts, @Nullable Double fill, boolean indicator) implements ColumnEncoding {

        static final List<String> PARTS = List.of("year", "month", "day_of_week", "hour");

        @Override
        public ColumnType type() {
            return ColumnType.DATE;
        }

        @Override
        public List<String> own(String column) {
            return parts ? PARTS.stream().map(part -> column + "=" + part).toList() : List.of(column);
        }

        @Override
        public int width() {
            return parts ? PARTS.size() : 1;
        }
    }

    /**
     * A category: a feature for each level, 1 where a row has it and else 0.
     *
     * @param levels those that have a feature of their own, sorted
     * @param infrequent those that are one level together, sorted
     * @param missingLevel whether missing values are a level of their own
     * @param fill the level that stands for a missing one, also one that no training row has; null where none may be
     *     missing, or they are a level
     * @param dropped the first of {@link #outputs}, where it has no feature; else null
     */
    record Category(
            List<String> levels,
            List<String> infrequent,
            boolean missingLevel,
            @Nullable String fill,
            @Nullable String dropped,
            boolean indicator)
            implements ColumnEncoding {

        static final String RARE = "(infrequent)";
        static final String MISSING = "(missing)";

        public Category {
            levels = List.copyOf(levels);
            infrequent = List.copyOf(infrequent);
            if (!Stream.concat(levels.stream(), infrequent.stream()).allMatch(new HashSet<String>()::add)) {
                throw new IllegalArgumentException("holds a level twice");
            }
            if (fill != null && missingLevel) {
                throw new IllegalArgumentException("missing values that are a level are not filled");
            }
            if (dropped != null && !dropped.equals(first(levels, infrequent, missingLevel))) {
                throw new IllegalArgumentException("the level that is dropped is the first");
            }
        }

        private static @Nullable String first(List<String> levels, List<String> infrequent, boolean missingLevel) {
            return !levels.isEmpty() ? levels.getFirst() : missingLevel ? MISSING : infrequent.isEmpty() ? null : RARE;
        }

        @Override
        public ColumnType type() {
            return ColumnType.CATEGORY;
        }

        /** Returns what is told apart: the levels, missing values where they are one, the rare levels as one. */
        List<String> outputs() {
            List<String> outputs = new ArrayList<>(levels);
            if (missingLevel) {
                outputs.add(MISSING);
            }
            if (!infrequent.isEmpty()) {
                outputs.add(RARE);
            }
            return outputs;
        }

        /** Returns the same without its first feature. */
        Category dropping() {
            return new Category(
                    levels,
                    infrequent,
                    missingLevel,
                    fill,
                    Objects.requireNonNull(first(levels, infrequent, missingLevel)),
                    indicator);
        }

        @Override
        public List<String> own(String column) {
            return outputs().stream()
                    .skip(dropped == null ? 0 : 1)
                    .map(level -> column + "=" + level)
                    .toList();
        }

        @Override
        public int width() {
            return levels.size() + (missingLevel ? 1 : 0) + (infrequent.isEmpty() ? 0 : 1) - (dropped == null ? 0 : 1);
        }
    }

    /**
     * A category of so many levels that they share features: {@link Murmur3} of {@code column=level} says which one is 1
     * or −1, as in scikit-learn's FeatureHasher.
     *
     * @param width how many features there are
     * @param missingLevel whether missing values are a level of their own
     * @param fill the level that stands for a missing one; null where none may be missing, or they are a level
     */
    record Hashed(int width, boolean missingLevel, @Nullable String fill, boolean indicator) implements ColumnEncoding {

        public Hashed {
            if (width < 1 || (fill != null && missingLevel)) {
                throw new IllegalArgumentException("levels are hashed into at least one feature");
            }
        }

        @Override
        public ColumnType type() {
            return ColumnType.CATEGORY;
        }

        @Override
        public List<String> own(String column) {
            return IntStream.range(0, width).mapToObj(j -> column + "=#" + j).toList();
        }
    }
}
