/** The driver of a fit on a Spark cluster: runs the training loop over rows that executors hold. The only code that sees Spark. */
@org.jspecify.annotations.NullMarked
package io.descent.spark.driver;
