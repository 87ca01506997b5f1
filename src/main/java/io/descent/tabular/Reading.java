package io.descent.tabular;

import io.descent.data.encode.ColumnType;

/** A way to read all values of a column. */
enum Reading {
    NUMBER_POINT(ColumnType.NUMBER),
    NUMBER_COMMA(ColumnType.NUMBER),
    BOOLEAN(ColumnType.BOOLEAN),
    DATE_DMY(ColumnType.DATE),
    DATE_MDY(ColumnType.DATE),
    CATEGORY(ColumnType.CATEGORY);

    private final ColumnType type;

    Reading(ColumnType type) {
        this.type = type;
    }

    ColumnType type() {
        return type;
    }

    /** Tells whether values of a kind are read so without being asked to. */
    boolean fits(Kind kind) {
        return switch (kind) {
            case MISSING -> false;
            case BIT, INTEGER, EITHER_NUMBER -> type == ColumnType.NUMBER || this == CATEGORY;
            case POINT_NUMBER -> this == NUMBER_POINT || this == CATEGORY;
            case COMMA_NUMBER -> this == NUMBER_COMMA || this == CATEGORY;
            case BOOLEAN -> this == BOOLEAN || this == CATEGORY;
            case ISO_DATE, SAME_DATE, EITHER_DATE -> type == ColumnType.DATE || this == CATEGORY;
            case DMY_DATE -> this == DATE_DMY || this == CATEGORY;
            case MDY_DATE -> this == DATE_MDY || this == CATEGORY;
            case LEADING_ZERO, LONG_INTEGER, TEXT -> this == CATEGORY;
        };
    }

    /** Tells whether values of a kind are read so if the caller wants it, and does not mind what is lost. */
    boolean canBe(Kind kind) {
        return switch (kind) {
            case LEADING_ZERO, LONG_INTEGER -> type == ColumnType.NUMBER || this == CATEGORY;
            case BIT -> fits(kind) || this == BOOLEAN;
            default -> fits(kind);
        };
    }
}
