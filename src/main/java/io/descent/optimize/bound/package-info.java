/** How far parameters are from the minimum of an objective, and whether it has one. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.bound;
