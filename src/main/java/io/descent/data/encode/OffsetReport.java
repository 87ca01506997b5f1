package io.descent.data.encode;

/** Tells of the rows of a stretch by their places in the whole table. */
public record OffsetReport(EncodingReport to, int before) implements EncodingReport {
    @Override
    public void unreadable(String column, int row, ColumnType type, Object value) {
        to.unreadable(column, before + row, type, value);
    }

    @Override
    public void missing(String column, int row) {
        to.missing(column, before + row);
    }

    @Override
    public void unknown(String column, int row, String level) {
        to.unknown(column, before + row, level);
    }

    @Override
    public void impossible(String column, String detail) {
        to.impossible(column, detail);
    }
}
