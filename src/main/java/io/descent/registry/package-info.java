/** Named models: fits as versions under a name, and aliases that are moved between them. */
@org.jspecify.annotations.NullMarked
package io.descent.registry;
