/** How values look in JSON and URLs, on the whole of the HTTP surface. */
@org.jspecify.annotations.NullMarked
package io.descent.web;
