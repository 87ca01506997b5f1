/** Minimisers of a function: L-BFGS with its line search, and least squares by QR. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.solve;
