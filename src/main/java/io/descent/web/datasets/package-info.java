/** The routes under /v1/datasets: files that are read into tables and kept. */
@org.jspecify.annotations.NullMarked
package io.descent.web.datasets;
