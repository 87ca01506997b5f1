package io.descent.web.fits;

import io.descent.schema.Names;
import org.jspecify.annotations.Nullable;

/** How parameters are answered. */
enum ParamsForm {
    /** In the order of {@code result.features}, and of {@code result.classes}. */
    LISTED,
    /** As objects with the names of these. */
    BY_NAME;

    /** Returns the one of a name that a URL has; the first where it has none. */
    static ParamsForm of(@Nullable String name) {
        return name == null ? LISTED : Names.constant(ParamsForm.class, name);
    }

    /** Returns what tells the ETag of an answer of this form from that of the same fit in another. */
    String mark() {
        return this == LISTED ? "" : "." + Names.json(this);
    }
}
