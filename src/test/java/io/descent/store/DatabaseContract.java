package io.descent.store;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be so over every database. Each test finds the tables empty. */
abstract class DatabaseContract {

    final TestDatabase database;
    final JdbcClient jdbc;

    DatabaseContract(TestDatabase database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database.source());
    }

    @BeforeEach
    void empty() {
        List.of("model_alias", "model", "fit", "request_chunk", "queue_short", "queue_long", "dataset")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    /** Returns how many rows there are in tables, of which each may be followed by a condition. */
    int rows(String... tables) {
        return List.of(tables).stream()
                .mapToInt(table -> jdbc.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single())
                .sum();
    }
}
