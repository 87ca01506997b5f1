/** What is summed over a stretch of rows, beside the rows wherever they lie, and how a fit makes its own sums of that. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.stretch;
