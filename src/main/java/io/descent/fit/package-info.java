/** The service: takes requests for fits, runs or queues them, watches them and ends them. */
@org.jspecify.annotations.NullMarked
package io.descent.fit;
