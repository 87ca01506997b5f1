package io.descent;

import io.descent.fit.FitObserver;
import io.descent.job.Job;
import io.descent.job.Lane;
import io.descent.job.Progress;
import io.descent.schema.Names;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes a line for each fit that has ended; for short ones only at level DEBUG, as there may be thousands a second. */
final class FitLog implements FitObserver {

    private static final Logger LOG = LoggerFactory.getLogger(FitLog.class);

    @Override
    public void ended(Job job, Duration training, Progress last) {
        if (job.lane() == Lane.LONG || LOG.isDebugEnabled()) {
            LOG.atLevel(job.lane() == Lane.LONG ? Level.INFO : Level.DEBUG)
                    .addKeyValue("fit.id", job.id())
                    .log("{} {} after {} epochs in {}", job.id(), Names.json(job.status()), last.epoch(), training);
        }
    }
}
