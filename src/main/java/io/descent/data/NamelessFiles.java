package io.descent.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Files that lose their names as soon as they are open, so that nothing is left of them however the process ends. */
final class NamelessFiles {

    private NamelessFiles() {}

    /** Returns a name for a file in a folder that no other file has. */
    static Path in(Path folder) {
        return folder.resolve("descent-" + UUID.randomUUID() + ".rows");
    }

    /** Takes the name of a file that is open; returns false where the system does not allow it. */
    static boolean unname(Path path) {
        try {
            Files.delete(path);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
