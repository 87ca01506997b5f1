/** The tables of settings and what they resolve to; they never see the training loop. */
@org.jspecify.annotations.NullMarked
package io.descent.fit.catalog;
