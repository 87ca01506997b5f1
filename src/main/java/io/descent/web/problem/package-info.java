/** Everything that goes wrong, as problem documents of RFC 9457. */
@org.jspecify.annotations.NullMarked
package io.descent.web.problem;
