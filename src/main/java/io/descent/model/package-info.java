/** Fitted parameters, what they predict, and how good the predictions are. */
@org.jspecify.annotations.NullMarked
package io.descent.model;
