package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.KeptTable;
import io.descent.dataset.TableFiles.Stretch;
import io.descent.dataset.TableStore;
import io.descent.dataset.TableStore.Deletion;
import io.descent.job.Job;
import io.descent.job.RequestBody;
import io.descent.parquet.ParquetTables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store of tables must do over every database. */
abstract class TableContract extends DatabaseContract {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path directory;

    private JdbcTableStore tables;

    TableContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void open() throws IOException {
        tables = new JdbcTableStore(database.source(), database.writes(), directory, new ParquetTables());
    }

    private static KeptTable about(int number, @Nullable Instant expiresAt) {
        return new KeptTable(
                "ds_0" + number, Tenant.DEFAULT, "table " + number, NOW.plusSeconds(number), expiresAt, new byte[] {7, 8
                });
    }

    private void add(KeptTable about, Table rows) throws IOException {
        try (TableStore.NewTable table = tables.begin()) {
            table.whole(rows);
            table.finish();
            table.keep(about);
        }
    }

    private static Table table(int rows) {
        double[] numbers = new double[rows];
        Arrays.setAll(numbers, i -> Math.sin(i) + (i == 1 ? Double.NaN : 0));
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", new Column.Numbers(numbers));
        columns.put("y", Column.Texts.of(Stream.generate(() -> "a").limit(rows).toList()));
        return new Table(columns);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private double[] numbers(String id) {
        Table rows = tables.rows(Tenant.DEFAULT, id, List.of("x"), Stretch.ALL).orElseThrow();
        assertThat(rows.names()).containsExactly("x");
        return ((Column.Numbers) rows.column("x")).values();
    }

    @Test
    void aSmallTableIsKeptInTheDatabaseAndALargeOneInAFile() throws IOException {
        add(about(1, null), table(3));
        assertThat(files()).isEmpty();
        add(about(2, null), table(300_000));
        assertThat(files()).containsExactly("ds_02.parquet");

        assertThat(numbers("ds_01")).isEqualTo(new double[] {0, Double.NaN, Math.sin(2)});
        assertThat(numbers("ds_02")).hasSize(300_000).endsWith(Math.sin(299_999));
        assertThat(tables.rows(Tenant.DEFAULT, "ds_03", null, Stretch.ALL)).isEmpty();
        assertThat(files()).containsExactly("ds_02.parquet");
    }

    @Test
    void whatIsKnownOfATableIsFoundAndListedNewestFirst() throws IOException {
        add(about(1, NOW), table(3));
        add(about(3, null), table(3));
        add(about(2, null), table(3));

        KeptTable found = tables.find(Tenant.DEFAULT, "ds_01").orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(about(1, NOW));
        assertThat(tables.find(Tenant.DEFAULT, "ds_0\0")).isEmpty();
        assertThat(tables.list(Tenant.DEFAULT, 2, null).tables())
                .extracting(KeptTable::id)
                .containsExactly("ds_03", "ds_02");
        assertThat(tables.list(Tenant.DEFAULT, 2, null).hasMore()).isTrue();
        assertThat(tables.list(Tenant.DEFAULT, 2, "ds_02").tables())
                .extracting(KeptTable::id)
                .containsExactly("ds_01");
        assertThat(tables.list(Tenant.DEFAULT, 2, "ds_02").hasMore()).isFalse();
    }

    @Test
    void aTableIsDeletedWithItsFile() throws IOException {
        add(about(1, null), table(300_000));
        assertThat(tables.delete(Tenant.DEFAULT, "ds_01")).isEqualTo(Deletion.DELETED);
        assertThat(tables.delete(Tenant.DEFAULT, "ds_01")).isEqualTo(Deletion.NOT_FOUND);
        assertThat(tables.find(Tenant.DEFAULT, "ds_01")).isEmpty();
        assertThat(files()).isEmpty();
    }

    /** A request that is to be run on a stored table. */
    private record OnTable(String dataset) implements RequestBody {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(1);
        }
    }

    @Test
    void aTableStaysAsLongAsAFitNeedsIt() throws IOException {
        JdbcJobStore jobs = new JdbcJobStore(
                database.source(), database.writes(), new JobQueue(database.source()), Durability.PROCESS);
        add(about(1, NOW.minusSeconds(1)), table(3));
        Job queued = Jobs.queued(1, null);
        assertThat(jobs.submit(queued, null, new OnTable("ds_09"))).isFalse();
        assertThat(jobs.submit(queued, null, new OnTable("ds_01"))).isTrue();

        assertThat(tables.delete(Tenant.DEFAULT, "ds_01")).isEqualTo(Deletion.IN_USE);
        assertThat(tables.forgetExpired(NOW)).isZero();
        assertThat(numbers("ds_01")).hasSize(3);

        assertThat(jobs.replace(Jobs.cancelled(queued, 0))).isTrue();
        assertThat(tables.delete(Tenant.DEFAULT, "ds_01")).isEqualTo(Deletion.DELETED);
    }

    @Test
    void tablesWhoseTimeHasComeAreForgotten() throws IOException {
        add(about(1, NOW.minusSeconds(1)), table(3));
        add(about(2, NOW.plusSeconds(1)), table(3));
        add(about(3, null), table(3));
        assertThat(tables.forgetExpired(NOW)).isEqualTo(1);
        assertThat(tables.list(Tenant.DEFAULT, 9, null).tables())
                .extracting(KeptTable::id)
                .containsExactly("ds_03", "ds_02");
    }

    @Test
    void whatNoTableHasIsRemovedOnceNobodyWritesIt() throws IOException {
        add(about(1, null), table(300_000));
        Files.writeString(tables.upload(), "half an upload");
        Files.writeString(directory.resolve("ds_05.parquet"), "never listed");
        Path spill = Files.createDirectory(directory.resolve("6.spill"));
        Files.writeString(spill.resolve("block"), "what did not fit in memory");
        Files.setLastModifiedTime(spill, FileTime.from(Instant.EPOCH));

        tables.forgetExpired(Instant.now());
        assertThat(files()).hasSize(4);
        assertThat(spill.resolve("block")).exists();
        tables.forgetExpired(Instant.now().plus(Duration.ofHours(2)));
        assertThat(files()).containsExactly("ds_01.parquet");
    }
}
