package io.descent;

import io.descent.fit.OptimizerService;
import io.descent.job.FitDocuments;
import io.descent.job.JobStore;
import io.descent.parquet.ParquetTables;
import io.descent.registry.NamedModels;
import io.descent.store.DirectoryLock;
import io.descent.store.JdbcJobStore;
import io.descent.store.JdbcModelStore;
import io.descent.store.JdbcTableStore;
import io.descent.store.JobQueue;
import io.descent.store.JsonFitDocuments;
import io.descent.store.QueueWorkers;
import io.descent.store.Writes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is kept in the database, and the queue in it. */
@Configuration(proxyBeanMethods = false)
@Import(DataSourceConfiguration.class)
class DatabaseConfiguration {

    /** Where tables are, in the data directory, and rows that do not fit in memory. */
    static final String DATASETS = "datasets";

    private static final Duration POLL = Duration.ofMillis(200);

    /** How long fits may take to be handed back, after which others go on from their last checkpoints. */
    private static final Duration TO_HAND_BACK = Duration.ofSeconds(3);

    /** A process that cannot keep what it promises answers for nothing either. */
    @Bean
    HealthIndicator flushHealthIndicator(Writes writes) {
        return () -> (writes.failing() ? Health.down() : Health.up()).build();
    }

    @Bean
    JobQueue jobQueue(DataSource source) {
        return new JobQueue(source);
    }

    @Bean
    @DependsOnDatabaseInitialization
    JobStore jobStore(DataSource source, Writes writes, JobQueue queue, DescentProperties properties) {
        return new JdbcJobStore(source, writes, queue, properties.flush().answered());
    }

    @Bean
    FitDocuments fitDocuments() {
        return new JsonFitDocuments();
    }

    @Bean
    @DependsOnDatabaseInitialization
    NamedModels namedModels(DataSource source, Writes writes) {
        return new NamedModels(new JdbcModelStore(source, writes));
    }

    /** With a database of its own, each process that uses it must share the directory. */
    @Bean
    @DependsOnDatabaseInitialization
    JdbcTableStore tableStore(DataSource source, Writes writes, DescentProperties properties) throws IOException {
        return new JdbcTableStore(
                source,
                writes,
                properties.dataDir().resolve(DATASETS),
                new ParquetTables(),
                properties.quotas().bytes());
    }

    /** A process that is alone on its directory need not wait before it goes on with what was running when it was killed. */
    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    @DependsOnDatabaseInitialization
    DirectoryLock directoryLock(DescentProperties properties, JobQueue queue, JdbcTableStore tables)
            throws IOException {
        return DirectoryLock.join(properties.dataDir(), () -> {
            queue.reclaim();
            tables.removeAbandoned(Instant.MAX);
        });
    }

    @Bean
    QueueWorkers queueWorkers(
            DataSource source, JobQueue queue, OptimizerService service, DescentProperties properties) {
        return new QueueWorkers(
                source,
                queue,
                service.worker(),
                new QueueWorkers.Settings(properties.workersOrCores(), POLL, properties.heartbeat(), TO_HAND_BACK));
    }
}
