/** What can be chosen for a fit, and ready requests. */
@org.jspecify.annotations.NullMarked
package io.descent.web.catalog;
