package io.descent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documentation: README.md, what stands beside it, and the guide under docs. */
final class Documents {

    private static final String FENCE = "```";

    private Documents() {}

    /** A fenced block; the line is that of its first content, counted from 1. */
    record Block(Path file, int line, String language, List<String> lines) {}

    /** Returns the files that show requests. */
    static List<Path> withRequests() {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            Stream<Path> guide =
                    files.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(Stream.of(Path.of("README.md")), guide).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all files. */
    static List<Path> all() {
        return Stream.concat(withRequests().stream(), Stream.of(Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md")))
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the fenced blocks of a file. */
    static List<Block> blocks(Path file) {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (!line.startsWith(FENCE)) {
                if (open != null) {
                    open.lines().add(line);
                }
            } else if (open == null) {
                String language = line.substring(FENCE.length()).strip();
                open = new Block(file, number + 1, language, new ArrayList<>());
            } else {
                blocks.add(open);
                open = null;
            }
        }
        if (open != null) {
            throw new AssertionError(file + ":" + open.line() + ": the block has no end");
        }
        return blocks;
    }

    /** Returns a file without its fenced blocks. */
    static String prose(Path file) {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : text(file).lines().toList()) {
            boolean fence = line.startsWith(FENCE);
            if (!fence && !fenced) {
                prose.append(line).append('\n');
            }
            fenced ^= fence;
        }
        return prose.toString();
    }
}
