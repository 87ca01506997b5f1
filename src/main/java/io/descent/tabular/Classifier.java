package io.descent.tabular;

import io.descent.tabular.TypeChoice.DateOrder;

/** Tells what one value can be read as, and keeps its readings until the next one. Spaces around it do not count. */
final class Classifier {

    private static final char[] TRUE = {'t', 'r', 'u', 'e'};
    private static final char[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final char[] YES = {'y', 'e', 's'};
    private static final char[] NO = {'n', 'o'};

    private final MissingTexts missing;
    private final NumberSyntax numbers = new NumberSyntax();
    private final DateSyntax dates = new DateSyntax();
    private boolean truth;

    Classifier(MissingTexts missing) {
        this.missing = missing;
    }

    Kind kind(char[] text, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end && isBlank(text[from])) {
            from++;
        }
        while (from < end && isBlank(text[end - 1])) {
            end--;
        }
        if (missing.someAreNumbers() && missing.contain(text, from, end)) {
            return Kind.MISSING;
        }
        char first = from == end ? 0 : text[from];
        boolean digit = first >= '0' && first <= '9';
        if (digit || first == '-' || first == '+' || first == '.' || first == ',') {
            Kind kind = numbers.kind(text, from, end);
            if (kind != Kind.TEXT) {
                return kind;
            }
        }
        if (missing.contain(text, from, end)) {
            return Kind.MISSING;
        }
        return digit ? dates.kind(text, from, end) : isTruth(text, from, end) ? Kind.BOOLEAN : Kind.TEXT;
    }

    /** Returns what a text is that the file itself tells from numbers and booleans. */
    Kind kindOfString(char[] text, int offset, int length) {
        if (missing.contain(text, offset, offset + length)) {
            return Kind.MISSING;
        }
        return length > 0 ? dates.kind(text, offset, offset + length) : Kind.TEXT;
    }

    /** Returns the number that was seen last. */
    double number(char decimal) {
        return decimal == '.' ? numbers.point() : numbers.comma();
    }

    /** Returns the seconds of the date that was seen last. */
    double seconds(DateOrder order) {
        return dates.seconds(order);
    }

    /** Returns the boolean that was seen last. */
    boolean truth() {
        return truth;
    }

    private boolean isTruth(char[] text, int from, int end) {
        truth = is(TRUE, text, from, end) || is(YES, text, from, end);
        return truth || is(FALSE, text, from, end) || is(NO, text, from, end);
    }

    private static boolean is(char[] word, char[] text, int from, int end) {
        if (end - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((text[from + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }
}
