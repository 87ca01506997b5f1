/** Datasets as the optimizers see them: columns, row-major matrices, generators, scaling and named random streams. */
@org.jspecify.annotations.NullMarked
package io.descent.data;
