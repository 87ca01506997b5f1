package io.descent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Column;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnBuilderTest {

    private final ColumnBuilder builder = new ColumnBuilder();

    @Test
    void theFirstValueThatIsNotMissingSaysOfWhatKindAllAre() {
        builder.addMissing();
        builder.addMissing();

        assertThat(builder.add("b")).isTrue();
        assertThat(builder.add(1.0)).isFalse();
        assertThat(builder.add(true)).isFalse();
        assertThat(builder.add("a")).isTrue();
        assertThat(builder.add("b")).isTrue();
        assertThat(builder.size()).isEqualTo(5);
        Column column = builder.build();
        assertThat(IntStream.range(0, 5).mapToObj(column::value)).containsExactly(null, null, "b", "a", "b");
    }

    @Test
    void booleansMayBeMissing() {
        builder.add(true);
        builder.addMissing();
        builder.add(false);

        Column column = builder.build();
        assertThat(column).isInstanceOf(Column.Booleans.class);
        assertThat(IntStream.range(0, 3).mapToObj(column::value)).containsExactly(true, null, false);
    }

    @Test
    void aColumnOfMissingValuesAloneIsOfNumbers() {
        builder.addMissing();

        assertThat(builder.build()).isInstanceOf(Column.Numbers.class);
    }
}
