/** The OpenAPI description; it knows no resource, they plug in. */
@org.jspecify.annotations.NullMarked
package io.descent.web.openapi;
