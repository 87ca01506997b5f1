package io.descent.schema;

import static io.descent.schema.Case.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Domain<Integer> DIGIT = Domain.integer(0, 9);
    private static final Parameter<Integer> REQUIRED = Parameter.required("required", DIGIT, "must be there");
    private static final Parameter<Integer> OPTIONAL =
            Parameter.optional("optional", DIGIT, 5, "has a default").alias("choice", "option");
    private static final Parameter<Integer> OPEN = Parameter.open("open", DIGIT, "none", "depends on others");
    private static final Parameter<Integer> NULLABLE =
            Parameter.optional("nullable", DIGIT, 7, "may be null").orNull();
    private static final Structure<Arguments> ALL = Structure.of("all", Arguments.class, "", a -> a)
            .with(REQUIRED, a -> a.find(REQUIRED))
            .with(OPTIONAL, a -> a.find(OPTIONAL))
            .with(OPEN, a -> a.find(OPEN))
            .with(NULLABLE, a -> a.find(NULLABLE));

    private static Arguments arguments(@Nullable Object... namesAndValues) {
        return Objects.requireNonNull(ALL.read(object(namesAndValues), "", new Mistakes()));
    }

    @Test
    void whatIsGivenIsFound() {
        Arguments a = arguments("required", 1L, "option", 2L, "open", 3L, "nullable", 4L);

        assertThat(a.get(REQUIRED)).isEqualTo(1);
        assertThat(a.get(OPTIONAL)).isEqualTo(2);
        assertThat(a.get(OPEN)).isEqualTo(3);
        assertThat(a.get(NULLABLE)).isEqualTo(4);
        assertThat(a.getOr(OPEN, 8)).isEqualTo(3);
        assertThat(List.of(a.given(REQUIRED), a.given(OPTIONAL), a.given(OPEN), a.given(NULLABLE)))
                .containsOnly(true);
    }

    @Test
    void whatIsNotGivenHasItsDefaultOrTheOtherValueThatIsAskedFor() {
        Arguments a = arguments("required", 1L);

        assertThat(a.find(OPTIONAL)).isEqualTo(5);
        assertThat(a.find(OPEN)).isNull();
        assertThat(a.find(NULLABLE)).isEqualTo(7);
        assertThat(a.getOr(OPTIONAL, 8)).isEqualTo(5);
        assertThat(a.getOr(OPEN, 8)).isEqualTo(8);
        assertThat(List.of(a.given(OPTIONAL), a.given(OPEN), a.given(NULLABLE))).containsOnly(false);
    }

    @Test
    void nullIsGivenOnlyWhereItIsAValueOfItsOwn() {
        Arguments a = arguments("required", 1L, "optional", null, "open", null, "nullable", null);

        assertThat(a.given(OPTIONAL)).isFalse();
        assertThat(a.get(OPTIONAL)).isEqualTo(5);
        assertThat(a.given(OPEN)).isFalse();
        assertThat(a.given(NULLABLE)).isTrue();
        assertThat(a.find(NULLABLE)).isNull();
        assertThat(a.getOr(NULLABLE, 8)).isEqualTo(8);
    }

    @Test
    void withoutAnythingGivenThereAreTheDefaults() {
        assertThat(Arguments.NONE.get(OPTIONAL)).isEqualTo(5);
        assertThat(Arguments.NONE.get(NULLABLE)).isEqualTo(7);
        assertThat(Arguments.NONE.find(OPEN)).isNull();
        assertThat(Arguments.NONE.find(REQUIRED)).isNull();
        assertThatThrownBy(() -> Arguments.NONE.get(REQUIRED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("required has no value");
    }

    @Test
    void onlyWhatHasNeitherADefaultNorARuleIsRequired() {
        assertThat(REQUIRED.required()).isTrue();
        assertThat(REQUIRED.orNull().required()).isTrue();
        assertThat(OPTIONAL.required()).isFalse();
        assertThat(OPEN.required()).isFalse();
        assertThat(NULLABLE.required()).isFalse();
    }

    @Test
    void aDefaultIsToldAsItStandsInJson() {
        assertThat(OPTIONAL.fallbackJson()).isEqualTo(5L);
        assertThat(REQUIRED.fallbackJson()).isNull();
        assertThat(OPEN.fallbackJson()).isNull();
    }

    @Test
    void anAliasOrNullLeavesTheRestOfAParameterAsItWas() {
        assertThat(OPTIONAL.orNull())
                .isEqualTo(new Parameter<>(
                        "optional", DIGIT, 5, null, true, "has a default", List.of("choice", "option")));
        assertThat(OPEN.orNull().alias("o"))
                .isEqualTo(new Parameter<>("open", DIGIT, null, "none", true, "depends on others", List.of("o")));
        assertThat(OPEN.nullable()).isFalse();
    }
}
