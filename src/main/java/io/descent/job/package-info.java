/** The lifecycle of one fit, and the ports to what remembers it and runs it. */
@org.jspecify.annotations.NullMarked
package io.descent.job;
