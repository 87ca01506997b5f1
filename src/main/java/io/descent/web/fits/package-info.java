/** The routes under /v1/fits: what they take and answer, waiting, and events. */
@org.jspecify.annotations.NullMarked
package io.descent.web.fits;
