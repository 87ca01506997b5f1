/** Tables as files. */
@org.jspecify.annotations.NullMarked
package io.descent.tabular;
