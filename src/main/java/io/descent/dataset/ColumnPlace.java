package io.descent.dataset;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column stand in a request, or in the table that it names.
 *
 * @param pointer the list of its values; of records the list of all rows, of a table what names that
 * @param column its name; null for a list that needs none
 * @param rows where the values stand in what was given, when some were left out; null for as they are
 */
record ColumnPlace(Home home, String pointer, @Nullable String column, int @Nullable [] rows) {

    /** What holds the values. */
    enum Home {
        LIST,
        RECORDS,
        /** A table that is not part of the request, so that no pointer leads into it. */
        TABLE
    }

    /** Returns the place of a list. */
    static ColumnPlace of(String pointer) {
        return new ColumnPlace(Home.LIST, pointer, null, null);
    }

    /** Returns the place of a column in a dataset of some form, which has named columns. */
    static ColumnPlace of(DatasetDraft.Form form, String pointer, String column) {
        return switch (form) {
            case RECORDS -> new ColumnPlace(Home.RECORDS, pointer, column, null);
            case STORED, TABLE -> new ColumnPlace(Home.TABLE, pointer, column, null);
            case ROWS, COLUMNS, CSR, GENERATOR -> of(Mistakes.at(pointer, column));
        };
    }

    /** Tells what is wrong with all values together. */
    void tell(Mistakes mistakes, Mistake.Code code, String detail) {
        switch (home) {
            case LIST -> mistakes.add(pointer, code, detail);
            case RECORDS -> mistakes.add(inRecord(0), code, detail);
            case TABLE -> mistakes.add(pointer, code, "column `" + column + "` " + detail);
        }
    }

    /** Tells what is wrong with one value. */
    void tell(Mistakes mistakes, int index, Mistake.Code code, String detail) {
        int row = rows == null ? index : rows[index];
        switch (home) {
            case LIST -> mistakes.add(Mistakes.at(pointer, row), code, detail);
            case RECORDS -> mistakes.add(inRecord(row), code, detail);
            case TABLE ->
                mistakes.add(pointer, code, "column `" + column + "` in row " + row + ", the first being 0, " + detail);
        }
    }

    private String inRecord(int row) {
        return Mistakes.at(Mistakes.at(pointer, row), String.valueOf(column));
    }

    /** Returns the place of some of the values, in this order. */
    ColumnPlace select(int @Nullable [] some) {
        return some == null
                ? this
                : new ColumnPlace(
                        home,
                        pointer,
                        column,
                        rows == null
                                ? some
                                : Arrays.stream(some).map(i -> rows[i]).toArray());
    }
}
