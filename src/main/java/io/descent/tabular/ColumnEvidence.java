package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import io.descent.tabular.ColumnReport.Contradiction;
import io.descent.tabular.DateText.Order;
import io.descent.tabular.NumberText.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all values of a column say of its type. Nothing of it depends on the order in which they come, but for which
 * contradictions are the first.
 */
final class ColumnEvidence {

    private static final int TOLD = 3;

    /** Words that are booleans, in pairs; a column has those of one pair. */
    enum Pair {
        TRUE_FALSE("true", "false"),
        YES_NO("yes", "no");

        private final String yes;
        private final String no;

        Pair(String yes, String no) {
            this.yes = yes;
            this.no = no;
        }

        /** Returns 1 for true, 0 for false, −1 for another word. */
        byte value(char[] text, int from, int to) {
            return is(yes, text, from, to) ? (byte) 1 : is(no, text, from, to) ? (byte) 0 : -1;
        }

        private static boolean is(String word, char[] text, int from, int to) {
            if (to - from != word.length()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                if (Character.toLowerCase(text[from + i]) != word.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Values that are not of a type. */
    private static final class Against {
        private long count;
        private final List<Contradiction> first = new ArrayList<>();

        static Against all(Collection<Against> some) {
            Against all = new Against();
            for (Against each : some) {
                all.count += each.count;
                all.first.addAll(each.first);
            }
            all.first.sort(Comparator.comparingLong(Contradiction::line));
            all.first
                    .subList(Math.min(TOLD, all.first.size()), all.first.size())
                    .clear();
            return all;
        }

        void add(long line, char[] text, int from, int to) {
            count++;
            if (first.size() < TOLD) {
                first.add(new Contradiction(line, UnreadableFileException.shown(new String(text, from, to - from))));
            }
        }
    }

    /** Values that are numbers, and so neither booleans nor dates. */
    private final Against numbers = new Against();

    private final Map<Kind, Against> kinds = new EnumMap<>(Kind.class);
    private final Map<Pair, Against> pairs = new EnumMap<>(Pair.class);
    private final Map<Order, Against> orders = new EnumMap<>(Order.class);
    private final int field;
    private final char decimal;
    private long values;
    private int missing;
    private @Nullable String firstDate;
    private boolean readingsDiffer;
    private boolean otherDecimals;

    /** Makes it for the column that has this number in the file, from 1 on. */
    ColumnEvidence(int field, char decimal) {
        this.field = field;
        this.decimal = decimal;
    }

    void missing() {
        missing++;
    }

    void add(long line, char[] text, int from, int to) {
        values++;
        Kind kind = NumberText.kind(text, from, to, decimal);
        if (kind == Kind.NUMBER) {
            numbers.add(line, text, from, to);
            return;
        }
        kinds.computeIfAbsent(kind, _ -> new Against()).add(line, text, from, to);
        otherDecimals |=
                kind == Kind.NONE && NumberText.kind(text, from, to, decimal == '.' ? ',' : '.') == Kind.NUMBER;
        for (Pair pair : Pair.values()) {
            if (pair.value(text, from, to) < 0) {
                pairs.computeIfAbsent(pair, _ -> new Against()).add(line, text, from, to);
            }
        }
        Set<Order> possible = DateText.orders(text, from, to);
        for (Order order : Order.values()) {
            if (!possible.contains(order)) {
                orders.computeIfAbsent(order, _ -> new Against()).add(line, text, from, to);
            }
        }
        if (possible.contains(Order.DAY_FIRST) && possible.contains(Order.MONTH_FIRST)) {
            String date = new String(text, from, to - from);
            if (DateText.seconds(date, Order.DAY_FIRST) != DateText.seconds(date, Order.MONTH_FIRST)) {
                readingsDiffer = true;
                firstDate = firstDate == null ? date : firstDate;
            }
        }
    }

    /** What was decided. */
    record Decision(
            ColumnReport report,
            @Nullable Order order,
            @Nullable Pair pair) {}

    /** Tells whether a value would be a number with the other decimal point. */
    boolean hasOtherDecimals() {
        return otherDecimals;
    }

    /** Tells whether there are values, and all of them are numbers. */
    boolean isNumeric() {
        return values > 0 && kinds.isEmpty();
    }

    private boolean has(Kind kind) {
        return kinds.containsKey(kind);
    }

    /** Returns what is against a boolean or a date: values of other kinds, and numbers. */
    private Against against(@Nullable Against others) {
        return Against.all(others == null ? List.of(numbers) : List.of(numbers, others));
    }

    private Set<Order> possibleOrders() {
        Set<Order> possible = numbers.count > 0 ? EnumSet.noneOf(Order.class) : EnumSet.allOf(Order.class);
        possible.removeAll(orders.keySet());
        return possible;
    }

    Decision decide(String name, @Nullable TypeOverride override) throws UnreadableFileException {
        if (override != null) {
            return forced(name, override);
        }
        if (values == 0) {
            return plain(name, ColumnType.NUMBER, missing == 0 ? null : "all of its values are missing", List.of());
        }
        if (kinds.isEmpty()) {
            return plain(name, ColumnType.NUMBER, null, List.of());
        }
        for (Pair pair : Pair.values()) {
            if (numbers.count == 0 && !pairs.containsKey(pair)) {
                return new Decision(report(name, ColumnType.BOOLEAN, null, List.of()), null, pair);
            }
        }
        Set<Order> possible = possibleOrders();
        if (possible.size() > 1 && readingsDiffer) {
            throw ambiguous(name);
        }
        if (!possible.isEmpty()) {
            return new Decision(
                    report(name, ColumnType.DATE, null, List.of()),
                    possible.iterator().next(),
                    null);
        }
        return category(name);
    }

    private UnreadableFileException ambiguous(String name) {
        String date = String.valueOf(firstDate);
        return new UnreadableFileException(
                UnreadableFileException.Code.AMBIGUOUS_DATE,
                null,
                field,
                name,
                date,
                "may be "
                        + DateText.iso(DateText.seconds(date, Order.DAY_FIRST)).substring(0, 10) + " or "
                        + DateText.iso(DateText.seconds(date, Order.MONTH_FIRST))
                                .substring(0, 10)
                        + ", and no value of the column tells which; give types=" + name + ":date(dmy) or types=" + name
                        + ":date(mdy)");
    }

    private Decision category(String name) {
        if (!has(Kind.NONE) && (has(Kind.LEADING_ZERO) || has(Kind.TOO_MANY_DIGITS))) {
            Kind kind = has(Kind.LEADING_ZERO) ? Kind.LEADING_ZERO : Kind.TOO_MANY_DIGITS;
            Against found = kinds.get(kind);
            return plain(
                    name,
                    ColumnType.CATEGORY,
                    told(
                                    found,
                                    kind == Kind.LEADING_ZERO
                                            ? "begin with a 0, as ids do"
                                            : "have more digits than a number holds")
                            + override(name, "number"),
                    found == null ? List.of() : found.first);
        }
        Against nearest = null;
        String wanted = "";
        long fewest = values;
        long notNumbers = kinds.values().stream().mapToLong(each -> each.count).sum();
        if (notNumbers < fewest) {
            fewest = notNumbers;
            nearest = Against.all(kinds.values());
            wanted = "number";
        }
        for (Pair pair : Pair.values()) {
            Against against = against(pairs.get(pair));
            if (against.count < fewest) {
                fewest = against.count;
                nearest = against;
                wanted = "boolean";
            }
        }
        for (Order order : Order.values()) {
            Against against = against(orders.get(order));
            if (against.count < fewest) {
                fewest = against.count;
                nearest = against;
                wanted = "date";
            }
        }
        return nearest == null
                ? plain(name, ColumnType.CATEGORY, null, List.of())
                : plain(
                        name,
                        ColumnType.CATEGORY,
                        told(nearest, "are no " + wanted + "s") + override(name, wanted),
                        nearest.first);
    }

    private String told(@Nullable Against found, String what) {
        if (found == null) {
            return "";
        }
        Contradiction first = found.first.getFirst();
        return found.count + " of " + values + " values " + what + ", the first `" + first.text() + "` in line "
                + first.line();
    }

    private static String override(String name, String type) {
        return "; types=" + name + ":" + type + " makes it a " + type;
    }

    private Decision plain(String name, ColumnType type, @Nullable String why, List<Contradiction> contradictions) {
        return new Decision(report(name, type, why, contradictions), null, null);
    }

    private ColumnReport report(
            String name, ColumnType type, @Nullable String why, List<Contradiction> contradictions) {
        return new ColumnReport(name, type, missing, why, contradictions);
    }

    private Decision forced(String name, TypeOverride override) throws UnreadableFileException {
        return switch (override) {
            case CATEGORY -> plain(name, ColumnType.CATEGORY, "types says so", List.of());
            case NUMBER -> {
                // an id may be taken for the number that it is written as
                require(name, override, kinds.get(Kind.NONE));
                yield plain(name, ColumnType.NUMBER, "types says so", List.of());
            }
            case BOOLEAN -> {
                Pair pair = !pairs.containsKey(Pair.TRUE_FALSE) ? Pair.TRUE_FALSE : Pair.YES_NO;
                require(name, override, against(pairs.get(pair)));
                yield new Decision(report(name, ColumnType.BOOLEAN, "types says so", List.of()), null, pair);
            }
            case DATE -> {
                Set<Order> possible = possibleOrders();
                if (possible.isEmpty()) {
                    require(name, override, against(orders.get(Order.YEAR_FIRST)));
                }
                if (possible.size() > 1 && readingsDiffer) {
                    throw ambiguous(name);
                }
                yield new Decision(
                        report(name, ColumnType.DATE, "types says so", List.of()),
                        possible.iterator().next(),
                        null);
            }
            case DATE_DAY_FIRST -> dates(name, override, Order.DAY_FIRST);
            case DATE_MONTH_FIRST -> dates(name, override, Order.MONTH_FIRST);
        };
    }

    private Decision dates(String name, TypeOverride override, Order order) throws UnreadableFileException {
        require(name, override, against(orders.get(order)));
        return new Decision(report(name, ColumnType.DATE, "types says so", List.of()), order, null);
    }

    private void require(String name, TypeOverride override, @Nullable Against against) throws UnreadableFileException {
        if (against != null && against.count > 0) {
            Contradiction first = against.first.getFirst();
            throw new UnreadableFileException(
                    UnreadableFileException.Code.WRONG_TYPE,
                    first.line(),
                    field,
                    name,
                    first.text(),
                    "is no " + override.type().name().toLowerCase(Locale.ROOT) + ", as " + against.count + " of "
                            + values + " values of this column; types asks for " + override.text());
        }
    }
}
