package io.descent.fit;

import io.descent.job.Lane;
import java.util.concurrent.Semaphore;

/** How many fits run at once on the threads of their callers: more would only take memory from one another. */
final class Turns {

    /** A caller that waits here holds a thread of the web server. */
    private static final int MOST_WAITING = 100;

    private static final int SHORT_PER_WORKER = 2;

    private final Semaphore ofShort;
    private final Semaphore ofLong;

    Turns(int workers) {
        this.ofShort = new Semaphore(SHORT_PER_WORKER * workers, true);
        this.ofLong = new Semaphore(workers, true);
    }

    /** A turn, to be given back. */
    record Turn(Semaphore of) implements AutoCloseable {
        @Override
        public void close() {
            of.release();
        }
    }

    /** Waits for a turn; throws {@link QueueFullException} where too many wait. */
    Turn take(Lane lane) {
        Semaphore turns = switch (lane) {
            case SHORT -> ofShort;
            case LONG -> ofLong;
        };
        if (!turns.tryAcquire()) {
            if (turns.getQueueLength() >= MOST_WAITING) {
                throw new QueueFullException(1);
            }
            turns.acquireUninterruptibly();
        }
        return new Turn(turns);
    }
}
