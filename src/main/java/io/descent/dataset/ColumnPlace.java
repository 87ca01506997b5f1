package io.descent.dataset;

import io.descent.schema.Mistakes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column stand in a request.
 *
 * @param pointer the list of its values; of records the list of all rows
 * @param field of records the field of each row; else null
 * @param rows where the values stand in what was given, when some were left out; null for as they are
 */
record ColumnPlace(String pointer, @Nullable String field, int @Nullable [] rows) {

    /** Returns the pointer of what is wrong with all values together. */
    String whole() {
        return field == null ? pointer : Mistakes.at(Mistakes.at(pointer, 0), field);
    }

    /** Returns the pointer of a value. */
    String at(int index) {
        String value = Mistakes.at(pointer, rows == null ? index : rows[index]);
        return field == null ? value : Mistakes.at(value, field);
    }

    /** Returns the place of some of the values, in this order. */
    ColumnPlace select(int @Nullable [] some) {
        return some == null
                ? this
                : new ColumnPlace(
                        pointer,
                        field,
                        rows == null
                                ? some
                                : Arrays.stream(some).map(i -> rows[i]).toArray());
    }
}
