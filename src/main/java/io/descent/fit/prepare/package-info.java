/** A request made ready to run, and what its end means; pure, without store or thread. */
@org.jspecify.annotations.NullMarked
package io.descent.fit.prepare;
