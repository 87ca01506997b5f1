/** What remembers jobs, in SQLite or PostgreSQL, and the queue from which they are run. */
@org.jspecify.annotations.NullMarked
package io.descent.store;
