package io.descent.tabular;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many values of a column are of each kind, and where the first three of each stand. Counts do not depend on the order of
 * rows, so neither does what is concluded from them.
 */
final class Evidence {

    private static final int SHOWN = 3;

    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

    /** The values of one kind. */
    private static final class Tally {

        private final List<Contradiction> firsts = new ArrayList<>(SHOWN);
        private long count;
    }

    void add(Kind kind, long line, int column, char[] text, int offset, int length) {
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tally = new Tally();
            tallies.put(kind, tally);
        }
        if (++tally.count <= SHOWN) {
            tally.firsts.add(new Contradiction(line, column, Contradiction.shorten(text, offset, length)));
        }
    }

    long count(Kind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? 0 : tally.count;
    }

    /** Returns how many values are not missing. */
    long present() {
        return count(kind -> kind != Kind.MISSING);
    }

    /** Returns how many values, missing ones aside, are of other kinds than these. */
    long contradicting(Predicate<Kind> fits) {
        return count(kind -> kind != Kind.MISSING && !fits.test(kind));
    }

    private long count(Predicate<Kind> wanted) {
        return tallies.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().count)
                .sum();
    }

    /** Returns the first three values, missing ones aside, of other kinds than these. */
    List<Contradiction> contradictions(Predicate<Kind> fits) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey() != Kind.MISSING && !fits.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().firsts.stream())
                .sorted(Comparator.comparingLong(Contradiction::line))
                .limit(SHOWN)
                .toList();
    }

    /** Returns the first value of a kind; null if there is none. */
    @Nullable
    Contradiction first(Kind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? null : tally.firsts.getFirst();
    }
}
