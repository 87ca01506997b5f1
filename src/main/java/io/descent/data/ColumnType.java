package io.descent.data;

/** What the values of a column are. */
public enum ColumnType {
    NUMBER,
    BOOLEAN,
    DATE,
    CATEGORY
}
