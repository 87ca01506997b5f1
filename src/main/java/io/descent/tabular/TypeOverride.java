package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import java.util.Locale;
import java.util.Optional;

/** A type that the caller gives a column; of a date also the order of its parts, where both readings are possible. */
public enum TypeOverride {
    NUMBER(ColumnType.NUMBER, "number"),
    BOOLEAN(ColumnType.BOOLEAN, "boolean"),
    CATEGORY(ColumnType.CATEGORY, "category"),
    DATE(ColumnType.DATE, "date"),
    DATE_DAY_FIRST(ColumnType.DATE, "date(dmy)"),
    DATE_MONTH_FIRST(ColumnType.DATE, "date(mdy)");

    private final ColumnType type;
    private final String text;

    TypeOverride(ColumnType type, String text) {
        this.type = type;
        this.text = text;
    }

    ColumnType type() {
        return type;
    }

    /** Returns how a caller writes it. */
    public String text() {
        return text;
    }

    /** Returns the override that is written so. */
    public static Optional<TypeOverride> of(String written) {
        for (TypeOverride each : values()) {
            if (each.text.equals(written.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
