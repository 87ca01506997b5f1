/** The optimizer service: reads the settings of a request, resolves them, runs the fit and keeps its job. */
@org.jspecify.annotations.NullMarked
package io.descent.fit;
