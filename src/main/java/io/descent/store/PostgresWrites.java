package io.descent.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL flushes what it commits, unless a transaction can do without: then within three times its wal_writer_delay. */
public final class PostgresWrites implements Writes {

    private final DataSource connections;
    private final JdbcClient jdbc;

    /** Makes one over a pool of connections. */
    public PostgresWrites(DataSource connections) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
    }

    @Override
    public DataSource connections() {
        return connections;
    }

    @Override
    public void begin(Durability needed) {
        if (needed == Durability.PROCESS) {
            jdbc.sql("set local synchronous_commit = off").update();
        }
    }
}
