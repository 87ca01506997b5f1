package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.store.Writes;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseConfigurationTest {

    /** Writes that may not reach the disk. */
    private record Failing(DataSource connections, boolean failing) implements Writes {}

    private static Status health(boolean failing) {
        Health health = new DatabaseConfiguration()
                .flushHealthIndicator(new Failing(new DriverManagerDataSource(), failing))
                .health();
        return Objects.requireNonNull(health).getStatus();
    }

    @Test
    void whatCannotBeFlushedMakesTheProcessUnready() {
        assertThat(health(true)).isEqualTo(Status.DOWN);
        assertThat(health(false)).isEqualTo(Status.UP);
    }
}
