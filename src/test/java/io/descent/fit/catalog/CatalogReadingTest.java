package io.descent.fit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.dataset.GeneratorCatalog;
import io.descent.schema.Family;
import io.descent.schema.ReadingLaw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random values for the tables by which requests are read. */
class CatalogReadingTest {

    static Stream<Named<Family<?>>> families() {
        return Stream.concat(Catalog.families().stream(), Stream.of(GeneratorCatalog.GENERATOR))
                .map(family -> Named.of(family.name(), family));
    }

    @ParameterizedTest
    @MethodSource("families")
    <T> void anyChoiceOfAFamilyIsReadAndWrittenOrThereAreMistakes(Family<T> family) {
        List<T> read = ReadingLaw.read(family, 1, 20);

        assertThat(read).hasSizeGreaterThan(200);
        for (T choice : read) {
            List<Object> written = ReadingLaw.writtenTwice(family, choice);
            assertThat(written.getLast()).isEqualTo(written.getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100, 1000})
    void anySettingsAreReadAndCanBePostedAgainOrThereAreMistakes(int oneWrongOf) {
        for (FitConfig config : ReadingLaw.read(FitSettings.FORM, 1, oneWrongOf)) {
            // rows of its own to validate with do not stand in a configuration
            if (!(config.validation() instanceof ValidationChoice.Own)) {
                List<Object> written = ReadingLaw.writtenTwice(FitSettings.FORM, config);
                assertThat(settings(written.getLast())).isEqualTo(settings(written.getFirst()));
            }
        }
    }

    @Test
    void manyOfTheNearlyRightSettingsAreReadAndManyAreNot() {
        assertThat(ReadingLaw.read(FitSettings.FORM, 2, 100)).hasSizeBetween(200, 1800);
    }

    /** Leaves out the explanation: in what was written nothing is left open that would need one. */
    private static Map<Object, @Nullable Object> settings(Object written) {
        Map<Object, @Nullable Object> settings = new HashMap<>((Map<?, ?>) written);
        settings.remove("explanation");
        return settings;
    }
}
