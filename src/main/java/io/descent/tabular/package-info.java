/** Files that people have into tables, and tables into Parquet. */
@org.jspecify.annotations.NullMarked
package io.descent.tabular;
