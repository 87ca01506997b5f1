/** The HTTP surface: streaming readers, answers, problems and the OpenAPI description. */
@org.jspecify.annotations.NullMarked
package io.descent.web;
