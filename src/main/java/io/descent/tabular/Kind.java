package io.descent.tabular;

/** What one value can be read as, whatever stands in the rest of its column. */
enum Kind {
    MISSING,
    /** {@code 0} or {@code 1}. */
    BIT,
    /** A number in which no decimal point stands. */
    INTEGER,
    /** A number only where the decimal separator is a point. */
    POINT_NUMBER,
    /** A number only where the decimal separator is a comma. */
    COMMA_NUMBER,
    /** One number with a decimal point and another with a decimal comma: {@code 1,234}. */
    EITHER_NUMBER,
    /** Digits after a zero, which a number would lose. */
    LEADING_ZERO,
    /** An integer that a double does not hold. */
    LONG_INTEGER,
    BOOLEAN,
    /** A date whose year stands first. */
    ISO_DATE,
    /** A local date with day and month the same. */
    SAME_DATE,
    DMY_DATE,
    MDY_DATE,
    /** A local date that has two readings. */
    EITHER_DATE,
    TEXT
}
