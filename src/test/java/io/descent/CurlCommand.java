package io.descent;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request as curl would send it.
 *
 * @param headers names and values in turn
 * @param body null for none; "@-" for what the command before has answered
 * @param tellsHeaders whether the answer begins with its status and headers
 */
record CurlCommand(
        String method,
        String path,
        List<String> headers,
        @Nullable String body,
        boolean tellsHeaders) {

    private static final String SERVICE = "localhost:8080";

    /** Returns the request for a fit. */
    static CurlCommand fit(String body) {
        return new CurlCommand("POST", "/v1/fits", List.of("Content-Type", "application/json"), body, false);
    }

    private static final String BOUNDARY = "----documented";

    /**
     * Reads the words of a command.
     *
     * @param file what stands in every file that it names
     */
    static CurlCommand of(List<String> words, String file) {
        if (!words.getFirst().equals("curl")) {
            throw new AssertionError("only curl can stand in a pipeline with curl, not " + words.getFirst());
        }
        String method = null;
        String path = null;
        String body = null;
        boolean tellsHeaders = false;
        StringBuilder parts = new StringBuilder();
        List<String> headers = new ArrayList<>();
        Iterator<String> rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "-s", "-N", "-sN" -> {}
                case "-i", "-si" -> tellsHeaders = true;
                // what goes to a file is compared by the tests of its format
                case "-o" -> rest.next();
                case "-X" -> method = rest.next();
                case "-d" -> body = rest.next();
                case "--data-binary" -> {
                    requireFile(rest.next());
                    body = file;
                }
                case "-F" -> parts.append(part(rest.next(), file));
                case "-H" -> headers.addAll(List.of(rest.next().split(": ", 2)));
                default -> {
                    if (!word.startsWith(SERVICE) || path != null) {
                        throw new AssertionError("not known: " + word);
                    }
                    path = word.substring(SERVICE.length());
                }
            }
        }
        if (!parts.isEmpty()) {
            body = parts + "--" + BOUNDARY + "--\r\n";
            headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
        }
        if (path == null) {
            throw new AssertionError("without a URL: " + words);
        }
        if (body != null
                && headers.stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).equals("content-type"))) {
            headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
        String usual = body == null ? "GET" : "POST";
        return new CurlCommand(method == null ? usual : method, path, headers, body, tellsHeaders);
    }

    private static void requireFile(String name) {
        if (!name.startsWith("@") || name.equals("@-")) {
            throw new AssertionError("not a file: " + name);
        }
    }

    private static String part(String given, String file) {
        String name = given.substring(0, given.indexOf('='));
        String value = given.substring(given.indexOf('=') + 1);
        boolean isFile = value.startsWith("@");
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (isFile ? "; filename=\"" + value.substring(1) + "\"" : "") + "\r\n\r\n" + (isFile ? file : value)
                + "\r\n";
    }

    /**
     * Sends the request.
     *
     * @param input what the command before has answered
     * @param ids puts the ids of this run into the place of those that are shown
     */
    ServiceClient.Answer run(ServiceClient service, String input, UnaryOperator<String> ids) {
        BodyPublisher publisher = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body.equals("@-") ? input : ids.apply(body));
        return service.send(
                method, ids.apply(path), publisher, headers.stream().map(ids).toArray(String[]::new));
    }
}
