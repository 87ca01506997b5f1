package io.descent.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for every domain and every value: it is read or there are mistakes, and what is read can be written. */
public final class ReadingLaw {

    private static final int DRAWS = 2000;

    private ReadingLaw() {}

    /** Reads many values of which one of so many parts is wrong, and returns those that were read. */
    public static <T> List<T> read(Domain<T> domain, long seed, int oneWrongOf) {
        NearlyRight values = new NearlyRight(seed, oneWrongOf);
        return Stream.generate(() -> values.of(domain))
                .filter(Objects::nonNull)
                .limit(DRAWS)
                .flatMap(given -> Stream.ofNullable(read(domain, given)))
                .toList();
    }

    private static <T> @Nullable T read(Domain<T> domain, Object given) {
        String before = given.toString();
        Mistakes mistakes = new Mistakes();
        T value = read(domain, given, mistakes);
        assertThat(given).as("what was given is left as it is").hasToString(before);
        assertThat(value == null)
                .as("mistakes %s of %s", mistakes.kept(), given)
                .isEqualTo(mistakes.count() > 0);
        assertThat(mistakes.kept()).as("of %s", given).allSatisfy(mistake -> {
            assertThat(mistake.pointer()).matches("(/([^~/]|~0|~1)*)*");
            assertThat(mistake.detail()).isNotBlank().doesNotContain("null");
        });
        return value;
    }

    /** Returns what a value is written as, and as what that, read again, is written. */
    public static <T> List<Object> writtenTwice(Domain<T> domain, T value) {
        assertThat(domain.holds(value)).isTrue();
        Object written = domain.write(value);
        Mistakes mistakes = new Mistakes();
        T again = read(domain, written, mistakes);
        assertThat(mistakes.kept()).as("reading again %s", written).isEmpty();
        return List.of(written, domain.write(Objects.requireNonNull(again)));
    }

    private static <T> @Nullable T read(Domain<T> domain, Object given, Mistakes mistakes) {
        try {
            return domain.read(given, "", mistakes);
        } catch (RuntimeException e) {
            throw new AssertionError("thrown for " + given, e);
        }
    }
}
