/** From rows of any form to what a fit says of them. */
@org.jspecify.annotations.NullMarked
package io.descent.predict;
