/** The routes by which fits predict. */
@org.jspecify.annotations.NullMarked
package io.descent.web.models;
