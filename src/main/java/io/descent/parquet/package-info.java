/** Tables as Parquet files, written and read by a DuckDB that sees nothing else. */
@NullMarked
package io.descent.parquet;

import org.jspecify.annotations.NullMarked;
