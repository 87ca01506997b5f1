/** Everything that can be chosen for a fit. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.spec;
