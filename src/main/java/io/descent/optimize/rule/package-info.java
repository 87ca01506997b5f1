/** Update rules with their buffers, and the settings of the solvers. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.rule;
