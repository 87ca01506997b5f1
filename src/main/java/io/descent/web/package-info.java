/** How values are written in JSON and URLs, for all routes. */
@org.jspecify.annotations.NullMarked
package io.descent.web;
