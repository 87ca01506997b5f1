/**
 * The small language of settings: what values one can take, how it is read, written and said in words; it knows no fit.
 */
@org.jspecify.annotations.NullMarked
package io.descent.schema;
