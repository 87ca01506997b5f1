/** The training loop: passes over the rows, rates, checkpoints, and the port for engines that run it elsewhere. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize;
