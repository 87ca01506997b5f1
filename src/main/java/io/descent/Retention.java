package io.descent;

import io.descent.dataset.TableStore;
import io.descent.fit.OptimizerService;
import io.descent.job.StorageException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets fits and datasets whose time has come, soon after the start and then every quarter of an hour. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long FIRST_MINUTES = 1;
    private static final long MINUTES = 15;

    private final OptimizerService service;
    private final TableStore tables;

    Retention(OptimizerService service, TableStore tables) {
        this.service = service;
        this.tables = tables;
    }

    @Scheduled(initialDelay = FIRST_MINUTES, fixedDelay = MINUTES, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        try {
            int forgotten = service.forgetExpired();
            int expired = tables.forgetExpired(Instant.now());
            if (forgotten + expired > 0) {
                LOG.info("forgot {} fits and {} datasets whose time has come", forgotten, expired);
            }
        } catch (StorageException later) {
            LOG.warn("could not forget what is old: {}", later.getMessage());
        }
    }
}
