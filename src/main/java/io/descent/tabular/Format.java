package io.descent.tabular;

/** The formats that are read into tables. */
public enum Format {
    CSV,
    TSV,
    NDJSON,
    LIBSVM,
    PARQUET
}
