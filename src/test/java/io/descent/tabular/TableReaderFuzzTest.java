package io.descent.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.descent.data.Column;
import io.descent.tabular.TextFile.ReadTable;

/**
 * Any bytes end in a table or in a refusal. The build replays the files among the test resources; to search for others:
 * {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=TableReaderFuzzTest#anyBytesEndInATableOrARefusal -Djazzer.hooks=true}.
 */
class TableReaderFuzzTest {

    private static final ReadLimits SMALL = new ReadLimits(100, 10_000, 50_000);

    @FuzzTest(maxDuration = "60s")
    void anyBytesEndInATableOrARefusal(byte[] bytes) {
        end(bytes, Format.CSV);
    }

    @FuzzTest(maxDuration = "60s")
    void anyJsonEndsInATableOrARefusal(byte[] bytes) {
        end(bytes, Format.NDJSON);
    }

    @FuzzTest(maxDuration = "60s")
    void anyLibsvmEndsInATableOrARefusal(byte[] bytes) {
        end(bytes, Format.LIBSVM);
    }

    private static void end(byte[] bytes, Format format) {
        try {
            ReadTable read = TextFile.readOrRefuse(bytes, format, ReadOptions.DEFAULT.withLimits(SMALL));
            assertThat(read.columns()).hasSize(read.table().names().size());
            assertThat(read.table().columns().values()).extracting(Column::size).containsOnly(read.rows());
        } catch (UnreadableFileException e) {
            assertThat(e.detail()).isNotBlank().doesNotContain("jackson", "fastcsv", "Exception");
        }
    }
}
