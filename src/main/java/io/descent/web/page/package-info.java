/** What the built-in page, whose files are static, needs of the server: a strict policy for what a browser may load and run. */
@org.jspecify.annotations.NullMarked
package io.descent.web.page;
