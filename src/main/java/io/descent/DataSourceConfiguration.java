package io.descent;

import com.zaxxer.hikari.HikariDataSource;
import io.descent.store.EmbeddedDatabase;
import io.descent.store.PostgresWrites;
import io.descent.store.Writes;
import java.io.IOException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database: SQLite in the data directory, unless {@code spring.datasource.url} names another. */
@Configuration(proxyBeanMethods = false)
class DataSourceConfiguration {

    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedDatabase embeddedDatabase(DescentProperties properties) {
        try {
            return EmbeddedDatabase.open(properties.dataDir());
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "descent.data-dir", properties.dataDir(), "must be a directory that can be written to: " + e);
        }
    }

    /** It is closed with its database. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    HikariDataSource embeddedDataSource(EmbeddedDatabase database) {
        return database.source();
    }

    @Bean
    Writes writes(DataSource source, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase database = embedded.getIfAvailable();
        return database == null ? new PostgresWrites(source) : database.writes();
    }

    /** The tables are the same everywhere; only bytes and times have other names. */
    @Bean
    FlywayConfigurationCustomizer typesOfColumns(ObjectProvider<EmbeddedDatabase> embedded) {
        boolean postgres = embedded.getIfAvailable() == null;
        return flyway -> flyway.placeholders(
                postgres
                        ? Map.of("binary", "bytea", "timestamp", "timestamp with time zone")
                        : Map.of("binary", "blob", "timestamp", "timestamp"));
    }
}
