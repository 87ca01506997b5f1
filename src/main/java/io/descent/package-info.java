/** The application and its wiring: the only place that sees every other room. */
@org.jspecify.annotations.NullMarked
package io.descent;
