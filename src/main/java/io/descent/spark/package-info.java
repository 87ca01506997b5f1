/** Fits on a Spark cluster: starts a driver in a process of its own for each, and has it tell how the fit goes. */
@org.jspecify.annotations.NullMarked
package io.descent.spark;
