/** How good predictions are: every metric, and the points that plots of them need. */
@org.jspecify.annotations.NullMarked
package io.descent.evaluate;
