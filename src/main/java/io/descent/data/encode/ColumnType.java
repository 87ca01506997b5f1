package io.descent.data.encode;

import io.descent.data.Column;

/** What the values of a column are taken for. */
public enum ColumnType {
    NUMBER,
    BOOLEAN,
    DATE,
    CATEGORY;

    /** Returns what a column is when nobody says what it is to be. */
    public static ColumnType of(Column column) {
        return switch (column) {
            case Column.Numbers _ -> NUMBER;
            case Column.Booleans _ -> BOOLEAN;
            case Column.Dates _ -> DATE;
            case Column.Texts _ -> CATEGORY;
        };
    }
}
