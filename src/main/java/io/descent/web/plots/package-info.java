/** Fits of one feature or two, drawn over their rows. */
@org.jspecify.annotations.NullMarked
package io.descent.web.plots;
