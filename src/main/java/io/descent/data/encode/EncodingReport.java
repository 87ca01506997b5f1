package io.descent.data.encode;

/** Hears of the values of a table that cannot be encoded as they are. */
public interface EncodingReport {

    /** Hears that a value cannot be read as what its column is taken for; it then counts as missing. */
    void unreadable(String column, int row, ColumnType type, Object value);

    /** Hears of a missing value for which there is no fill. */
    void missing(String column, int row);

    /** Hears of a level that training has not seen. */
    void unknown(String column, int row, String level);

    /** Hears why nothing can be learned of a column. */
    void impossible(String column, String detail);
}
