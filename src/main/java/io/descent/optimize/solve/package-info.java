/** Minimisers of a function: L-BFGS with its line search, and least squares by QR; which features are dependent. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.solve;
