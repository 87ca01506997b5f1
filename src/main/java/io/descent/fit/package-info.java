/** The optimizer service: reads the settings of a request, resolves them, runs the fit at once or from the queue, and keeps its job. */
@org.jspecify.annotations.NullMarked
package io.descent.fit;
