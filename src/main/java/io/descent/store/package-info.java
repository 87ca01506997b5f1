/** Adapters that remember jobs. */
@org.jspecify.annotations.NullMarked
package io.descent.store;
