/** Bodies of requests before anybody reads them: decoded, limited, hashed, put into a file. */
@org.jspecify.annotations.NullMarked
package io.descent.web.body;
