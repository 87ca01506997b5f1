package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPartsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "255, 1",
        "256, 1",
        "257, 1",
        "2047, 1",
        "2048, 2",
        "2049, 2",
        "5000, 4",
        "1000000, 16",
        "2147483647, 16"
    })
    void fewRowsAreOnePartAndManyAreSixteen(int rows, int count) {
        assertThat(RowParts.of(rows, 256, 29, 1000).count()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"1, 256", "2048, 256", "2049, 256", "4999, 64", "1000000, 256", "1000001, 1", "2147483647, 256"})
    void eachRowIsOfOnePartWhichBeginsWhereATileDoes(int rows, int tile) {
        RowParts parts = RowParts.of(rows, tile, 1, 1);

        assertThat(parts.first(0)).isZero();
        assertThat(parts.first(parts.count())).isEqualTo(rows);
        for (int part = 0; part < parts.count(); part++) {
            assertThat(parts.first(part) % tile).isZero();
            assertThat(parts.first(part + 1)).isGreaterThan(parts.first(part));
        }
    }

    @Test
    void partsHoldAFewMillionNumbersTogetherAndManyRowsForEachColumn() {
        RowParts wide = RowParts.of(1_000_000, 256, 1000, 1e6);

        assertThat(wide.count()).isEqualTo(4);
        assertThat(RowParts.of(1_000_000, 256, 3000, 1e7).count()).isEqualTo(1);
        assertThat(RowParts.of(20_000, 256, 300, 1000).count()).isEqualTo(4);
    }
}
