/** The scoring protocols of other services, for clients that speak those. */
@org.jspecify.annotations.NullMarked
package io.descent.web.protocols;
