/** What the service and a driver on a cluster say to each other, and the files of rows that go between them. */
@org.jspecify.annotations.NullMarked
package io.descent.spark.protocol;
