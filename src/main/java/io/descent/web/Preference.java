package io.descent.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a caller wants to wait for an answer: the header {@code Prefer} of RFC 7240. Preferences that are not known or
 * make no sense are ignored, as it demands.
 *
 * @param async whether the caller does not wait at all
 * @param time how long the caller waits; null where the caller did not say
 */
public record Preference(boolean async, @Nullable Duration time) {

    /** The header. */
    public static final String HEADER = "Prefer";
    /** The header of an answer that tells what was honoured. */
    public static final String APPLIED = "Preference-Applied";

    /** How long a request for a fit waits whose caller did not say. */
    public static final int USUAL_SECONDS = 10;

    private static final Duration USUAL = Duration.ofSeconds(USUAL_SECONDS);

    /** Longer, a proxy in between is likely to hang up. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,18})\"?");

    /** Reads the values of all headers of this name. */
    public static Preference of(@Nullable List<String> headers) {
        List<String> preferences = headers == null
                ? List.of()
                : headers.stream()
                        .flatMap(header ->
                                Arrays.stream(header.toLowerCase(Locale.ROOT).split("[,;]")))
                        .map(String::strip)
                        .toList();
        Duration wait = preferences.stream()
                .map(WAIT::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> Duration.ofSeconds(Math.min(Long.parseLong(found.group(1)), LONGEST.toSeconds())))
                .orElse(null);
        return new Preference(preferences.contains("respond-async"), wait);
    }

    /** Returns how long a request for a fit waits: with both preferences, respond-async only after the time. */
    public Duration patience() {
        return time != null ? time : async ? Duration.ZERO : USUAL;
    }

    /** Returns what was honoured, as {@code Preference-Applied} tells it; null where nothing was asked for. */
    public @Nullable String applied() {
        if (time != null) {
            String waited = "wait=" + time.toSeconds();
            return async ? "respond-async, " + waited : waited;
        }
        return async ? "respond-async" : null;
    }
}
