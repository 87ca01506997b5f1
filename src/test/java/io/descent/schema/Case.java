package io.descent.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table: what a domain makes of a value that stands at {@code /s}.
 *
 * @param value what is read; null where it is refused
 * @param mistakes each as «pointer code: detail»
 */
record Case(Domain<?> domain, Object given, @Nullable Object value, List<String> mistakes) {

    private static final String POINTER = "/s";

    static Case reads(Domain<?> domain, Object given, Object value) {
        return new Case(domain, given, value, List.of());
    }

    static Case refuses(Domain<?> domain, Object given, String... mistakes) {
        return new Case(domain, given, null, List.of(mistakes));
    }

    /** Returns an object as it stands in JSON, its fields in this order. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    static List<String> lines(Mistakes mistakes) {
        return mistakes.kept().stream()
                .map(mistake -> mistake.pointer() + " " + mistake.code().json() + ": " + mistake.detail())
                .toList();
    }

    void check() {
        Object read = checkMistakes();
        assertThat(read).isEqualTo(value);
        if (read != null) {
            checkWritten(domain, read);
        }
    }

    /** Checks only the mistakes: of a collection what is right in it may be answered beside them. */
    @Nullable
    Object checkMistakes() {
        Mistakes found = new Mistakes();
        Object read = domain.read(given, POINTER, found);
        assertThat(lines(found)).isEqualTo(mistakes);
        return read;
    }

    @SuppressWarnings("unchecked") // the domain has just made the value
    private static <T> void checkWritten(Domain<T> domain, Object read) {
        assertThat(domain.holds(read)).as("holds what it read").isTrue();
        Object written = domain.write((T) read);
        Mistakes found = new Mistakes();
        assertThat(domain.read(written, POINTER, found)).as("read again").isEqualTo(read);
        assertThat(lines(found)).isEmpty();
    }

    @Override
    public String toString() {
        return given + " as " + domain.expectation();
    }
}
