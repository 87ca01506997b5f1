/** What is minimised: losses in margin space, penalties, and the objective they make over a dataset. */
@org.jspecify.annotations.NullMarked
package io.descent.objective;
