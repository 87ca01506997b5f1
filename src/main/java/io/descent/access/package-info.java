/** Who calls and what they may: tenants, scopes, keys. Plain Java; knows neither HTTP nor a database. */
@org.jspecify.annotations.NullMarked
package io.descent.access;
