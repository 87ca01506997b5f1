/** A model in the formats of other programs, which compute the same from it. */
@org.jspecify.annotations.NullMarked
package io.descent.export;
