/** From a draft of a dataset to rows, or to everything that is wrong with it. */
@org.jspecify.annotations.NullMarked
package io.descent.dataset;
