package io.descent.tabular;

import io.descent.data.Column;
import io.descent.tabular.TypeChoice.DateOrder;
import java.util.Arrays;

/** Makes a column of values that are read in one way. Those that do not fit are left missing, since it is thrown away then. */
sealed interface Filler {

    /** Makes the filler for a reading and at most so many rows. */
    static Filler of(Reading reading, int rows) {
        return switch (reading) {
            case NUMBER_POINT -> new OfNumbers('.', reading, rows);
            case NUMBER_COMMA -> new OfNumbers(',', reading, rows);
            case BOOLEAN -> new OfBooleans(rows);
            case DATE_DMY -> new OfDates(DateOrder.DMY, reading, rows);
            case DATE_MDY -> new OfDates(DateOrder.MDY, reading, rows);
            case CATEGORY -> new OfTexts(rows);
        };
    }

    /** Adds a value, the one that the classifier has seen last, and returns how many characters are kept of it. */
    int add(Kind kind, Classifier classifier, char[] text, int offset, int length);

    void addMissing();

    int size();

    /** Returns the column and ends this. */
    Column column();

    private static double[] cut(double[] values, int size) {
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    /** Numbers. */
    final class OfNumbers implements Filler {

        private final char decimal;
        private final Reading reading;
        private final double[] values;
        private int size;

        private OfNumbers(char decimal, Reading reading, int rows) {
            this.decimal = decimal;
            this.reading = reading;
            this.values = new double[rows];
        }

        @Override
        public int add(Kind kind, Classifier classifier, char[] text, int offset, int length) {
            values[size++] = reading.canBe(kind) ? classifier.number(decimal) : Double.NaN;
            return 0;
        }

        @Override
        public void addMissing() {
            values[size++] = Double.NaN;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Column column() {
            return new Column.Numbers(cut(values, size));
        }
    }

    /** Dates. */
    final class OfDates implements Filler {

        private final DateOrder order;
        private final Reading reading;
        private final double[] values;
        private int size;

        private OfDates(DateOrder order, Reading reading, int rows) {
            this.order = order;
            this.reading = reading;
            this.values = new double[rows];
        }

        @Override
        public int add(Kind kind, Classifier classifier, char[] text, int offset, int length) {
            values[size++] = reading.canBe(kind) ? classifier.seconds(order) : Double.NaN;
            return 0;
        }

        @Override
        public void addMissing() {
            values[size++] = Double.NaN;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Column column() {
            return new Column.Dates(cut(values, size));
        }
    }

    /** Booleans. */
    final class OfBooleans implements Filler {

        private final byte[] values;
        private int size;

        private OfBooleans(int rows) {
            values = new byte[rows];
        }

        @Override
        public int add(Kind kind, Classifier classifier, char[] text, int offset, int length) {
            values[size++] = switch (kind) {
                case BOOLEAN -> (byte) (classifier.truth() ? 1 : 0);
                case BIT -> (byte) classifier.number('.');
                default -> -1;
            };
            return 0;
        }

        @Override
        public void addMissing() {
            values[size++] = -1;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Column column() {
            return new Column.Booleans(Arrays.copyOf(values, size));
        }
    }

    /** Texts. */
    final class OfTexts implements Filler {

        private final TextDictionary levels = new TextDictionary();
        private final int[] codes;
        private int size;

        private OfTexts(int rows) {
            codes = new int[rows];
        }

        @Override
        public int add(Kind kind, Classifier classifier, char[] text, int offset, int length) {
            int known = levels.size();
            codes[size++] = levels.code(text, offset, length);
            return levels.size() > known ? length : 0;
        }

        @Override
        public void addMissing() {
            codes[size++] = -1;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Column column() {
            return new Column.Texts(Arrays.copyOf(codes, size), levels.texts());
        }
    }
}
