/** The training loop with its update rules, schedules, batches, stopping and history; knows no service. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize;
