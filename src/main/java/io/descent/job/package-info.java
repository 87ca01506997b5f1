/** The lifecycle of one fit and the port to whatever remembers it. */
@org.jspecify.annotations.NullMarked
package io.descent.job;
