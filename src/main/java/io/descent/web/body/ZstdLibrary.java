package io.descent.web.body;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The library that decodes zstd. */
public final class ZstdLibrary {

    private ZstdLibrary() {}

    /** Loads it from a folder in which files can be written for sure: /tmp may be missing, or not executable. */
    public static synchronized void load(Path folder) throws IOException {
        Path unpacked = Files.createTempDirectory(folder, "zstd-library-");
        try {
            Native.load(unpacked.toFile());
        } finally {
            FileSystemUtils.deleteRecursively(unpacked);
        }
    }
}
