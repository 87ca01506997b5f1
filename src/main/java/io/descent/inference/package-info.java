/** How sure the parameters of a fit are: standard errors, intervals and tests, or the reason why there are none. */
@org.jspecify.annotations.NullMarked
package io.descent.inference;
