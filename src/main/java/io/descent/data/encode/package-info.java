/** From the columns of a table to numeric features: what is learned of training rows, and applied to any others. */
@org.jspecify.annotations.NullMarked
package io.descent.data.encode;
