/** What a fit tells of its course, and how it is steered from outside. */
@org.jspecify.annotations.NullMarked
package io.descent.optimize.course;
