/** Who may do what over HTTP: keys and tokens by Spring Security, a rule for every route, the routes that manage keys. */
@org.jspecify.annotations.NullMarked
package io.descent.web.access;
