/** Array arithmetic over (array, offset, length): the innermost loops, with sums of one fixed shape. */
@org.jspecify.annotations.NullMarked
package io.descent.kernel;
