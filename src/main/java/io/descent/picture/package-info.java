/** Pictures as SVG: plain series and areas in, bytes out; the same ones on every machine, so nothing here measures a font. */
@org.jspecify.annotations.NullMarked
package io.descent.picture;
