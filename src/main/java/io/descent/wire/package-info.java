/** Requests as bytes: read as JSON from a caller, kept as CBOR in the queue. */
@org.jspecify.annotations.NullMarked
package io.descent.wire;
