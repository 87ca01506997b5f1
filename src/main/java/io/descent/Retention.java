package io.descent;

import io.descent.fit.OptimizerService;
import io.descent.job.StorageException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets fits whose time has come, soon after the start and then every quarter of an hour. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long FIRST_MINUTES = 1;
    private static final long MINUTES = 15;

    private final OptimizerService service;

    Retention(OptimizerService service) {
        this.service = service;
    }

    @Scheduled(initialDelay = FIRST_MINUTES, fixedDelay = MINUTES, timeUnit = TimeUnit.MINUTES)
    void forgetExpired() {
        try {
            int forgotten = service.forgetExpired();
            if (forgotten > 0) {
                LOG.info("forgot {} fits whose retention has ended", forgotten);
            }
        } catch (StorageException later) {
            LOG.warn("could not forget old fits: {}", later.getMessage());
        }
    }
}
