package io.descent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request that the documentation shows, and the answer that it shows.
 *
 * @param commands curl commands of which each sends on what the one before has answered
 * @param answer empty where none is shown
 */
record DocumentedRequest(Path file, int line, List<CurlCommand> commands, String answer) {

    private static final String PROMPT = "$ ";

    /** Languages of blocks without requests: code, or commands that need more than the service. */
    private static final Set<String> NOT_RUN = Set.of("sh", "text", "java", "xml", "yaml", "sql", "python", "mermaid");

    String place() {
        return file + ":" + line;
    }

    /** Returns the requests of a file. */
    static List<DocumentedRequest> of(Path file) {
        List<DocumentedRequest> requests = new ArrayList<>();
        String last = "";
        for (Documents.Block block : Documents.blocks(file)) {
            switch (block.language()) {
                // a body of a fit, whose answer is not shown
                case "json" ->
                    requests.add(new DocumentedRequest(
                            file, block.line(), List.of(CurlCommand.fit(String.join("\n", block.lines()))), ""));
                // a file that the requests below it send
                case "csv" -> last = String.join("\n", block.lines());
                case "console" -> addSession(block, last, requests);
                default -> requireNoRequest(block);
            }
        }
        return requests;
    }

    private static void requireNoRequest(Documents.Block block) {
        if (!NOT_RUN.contains(block.language())
                || block.lines().stream().anyMatch(line -> line.contains("curl ") || line.contains("localhost:8080"))) {
            throw new AssertionError(block.file() + ":" + block.line()
                    + ": requests belong into blocks of `console` with a prompt or of `json`; other blocks are one of "
                    + NOT_RUN);
        }
    }

    /** Takes a session apart: each prompt begins a command, which goes on while it is open; the rest is its answer. */
    private static void addSession(Documents.Block block, String sent, List<DocumentedRequest> requests) {
        List<String> lines = block.lines();
        if (lines.isEmpty() || !lines.getFirst().startsWith(PROMPT)) {
            throw new AssertionError(block.file() + ":" + block.line() + ": a session begins with a prompt");
        }
        int at = 0;
        while (at < lines.size()) {
            int first = at;
            StringBuilder command = new StringBuilder(lines.get(at++).substring(PROMPT.length()));
            while (ShellWords.isOpen(command)) {
                command.append('\n').append(lines.get(at++));
            }
            StringBuilder answer = new StringBuilder();
            while (at < lines.size() && !lines.get(at).startsWith(PROMPT)) {
                answer.append(lines.get(at++)).append('\n');
            }
            if (command.indexOf("curl ") >= 0) {
                List<CurlCommand> commands = ShellWords.pipeline(command).stream()
                        .map(words -> CurlCommand.of(words, sent))
                        .toList();
                requests.add(new DocumentedRequest(
                        block.file(),
                        block.line() + first,
                        commands,
                        answer.toString().strip()));
            } else if (command.indexOf("localhost:8080") >= 0) {
                throw new AssertionError(block.file() + ":" + (block.line() + first) + ": take curl");
            }
        }
    }
}
