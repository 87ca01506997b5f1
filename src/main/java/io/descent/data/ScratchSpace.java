package io.descent.data;

import java.nio.file.Path;

/**
 * Where rows are put that do not fit in memory.
 *
 * @param maxBytes what one fit may take
 */
public record ScratchSpace(Path folder, long maxBytes) {

    /** There is none. */
    public static final ScratchSpace NONE = new ScratchSpace(Path.of(""), 0);
}
