package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import io.descent.tabular.ColumnEvidence.Decision;
import io.descent.tabular.ColumnEvidence.Pair;
import io.descent.tabular.DateText.Order;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column whose type is decided, on its way from a file. */
sealed interface ColumnFilling {

    byte MISSING = -1;

    void missing();

    void add(char[] text, int from, int to);

    Column column();

    /** Begins a column of a type that its values are known to be of. */
    static ColumnFilling of(Decision decision, char decimal) {
        return switch (decision.report().type()) {
            case NUMBER -> new OfNumbers(new DoubleArray(), decimal);
            case DATE -> new OfDates(new DoubleArray(), given(decision.order()));
            case BOOLEAN -> new OfBooleans(new ByteArrayOutputStream(), given(decision.pair()));
            case CATEGORY -> new OfTexts(new IntArray(), new HashMap<>(), new ArrayList<>());
        };
    }

    private static <T> T given(@Nullable T decided) {
        if (decided == null) {
            throw new IllegalArgumentException("the type needs more than its name");
        }
        return decided;
    }

    record OfNumbers(DoubleArray values, char decimal) implements ColumnFilling {
        @Override
        public void missing() {
            values.add(Double.NaN);
        }

        @Override
        public void add(char[] text, int from, int to) {
            values.add(NumberText.value(text, from, to, decimal));
        }

        @Override
        public Column column() {
            return new Column.Numbers(values.drain());
        }
    }

    record OfDates(DoubleArray seconds, Order order) implements ColumnFilling {
        @Override
        public void missing() {
            seconds.add(Double.NaN);
        }

        @Override
        public void add(char[] text, int from, int to) {
            seconds.add(DateText.seconds(new String(text, from, to - from), order));
        }

        @Override
        public Column column() {
            return new Column.Dates(seconds.drain());
        }
    }

    record OfBooleans(ByteArrayOutputStream values, Pair pair) implements ColumnFilling {
        @Override
        public void missing() {
            values.write(MISSING);
        }

        @Override
        public void add(char[] text, int from, int to) {
            values.write(pair.value(text, from, to));
        }

        @Override
        public Column column() {
            return new Column.Booleans(values.toByteArray());
        }
    }

    record OfTexts(IntArray codes, Map<String, Integer> known, List<String> levels) implements ColumnFilling {
        @Override
        public void missing() {
            codes.add(MISSING);
        }

        @Override
        public void add(char[] text, int from, int to) {
            String value = new String(text, from, to - from);
            Integer code = known.putIfAbsent(value, levels.size());
            codes.add(code == null ? levels.size() : code);
            if (code == null) {
                levels.add(value);
            }
        }

        @Override
        public Column column() {
            return new Column.Texts(codes.drain(), levels);
        }
    }
}
