package io.descent.optimize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much of a file the system may be expected to keep in memory. */
final class PageCache {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final Path CONTAINER = Path.of("/sys/fs/cgroup/memory.max");

    private PageCache() {}

    /**
     * Returns half of the bytes that this process could still take, in its container if it is in one; as many as its heap
     * may take on a system that does not tell.
     */
    static long share() {
        long heap = Runtime.getRuntime().maxMemory();
        OptionalLong available = number(MEMORY, AVAILABLE);
        OptionalLong limit = number(CONTAINER, "");
        if (available.isEmpty() && limit.isEmpty()) {
            return heap;
        }
        long ofContainer = limit.isEmpty() ? Long.MAX_VALUE : limit.getAsLong() - heap;
        return Math.max(Math.min(1024 * available.orElse(heap / 1024), ofContainer), 0) / 2;
    }

    /** Returns the number in the first line with this beginning that has one. */
    private static OptionalLong number(Path file, String beginning) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning))
                    .map(line -> line.replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException | UncheckedIOException _) {
            return OptionalLong.empty();
        }
    }
}
