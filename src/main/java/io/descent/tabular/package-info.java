/** Files that people have into tables, whose types all of their rows decide. */
@org.jspecify.annotations.NullMarked
package io.descent.tabular;
