package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.Live;
import io.descent.fit.OptimizerService;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore.Standing;
import io.descent.job.StorageException;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.schema.Names;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The events that one client gets. */
final class EventStream {

    /** How many stored records are sent at once to a client that has missed them; of more, so many spread evenly. */
    static final int MOST_MISSED = 1000;

    /** What is sent later than it happened is not sent faster than what is sent at once. */
    private static final long NANOS_PER_EPOCH = EventStreams.TICK_MILLIS * 1_000_000;

    static final int KEEP_ALIVE_SECONDS = 15;

    private static final long KEEP_ALIVE_NANOS = KEEP_ALIVE_SECONDS * 1_000_000_000L;

    private final SseEmitter emitter;
    private final Tenant tenant;
    private final String id;
    private final OptimizerService service;
    private final LongSupplier nanoTime;
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile @Nullable Standing standing;
    private volatile boolean deleted;
    private volatile boolean ended;
    private volatile long lastSent;

    // only accessed by the thread that is sending
    private int records;
    private boolean caughtUp;
    private long lastEpoch;
    private int warnings;
    private @Nullable JobStatus told;

    EventStream(
            SseEmitter emitter, Tenant tenant, String id, int after, OptimizerService service, LongSupplier nanoTime) {
        this.emitter = emitter;
        this.tenant = tenant;
        this.id = id;
        this.records = after;
        this.service = service;
        this.nanoTime = nanoTime;
        this.lastSent = nanoTime.getAsLong();
        this.lastEpoch = lastSent;
    }

    /** Takes in where the fit stands; nothing where it has been deleted. */
    void changed(Optional<Standing> now) {
        now.ifPresentOrElse(there -> standing = there, () -> deleted = true);
    }

    /** Checks whether there is something to send, and sends it in the background. */
    void tick() {
        Standing now = standing;
        if ((now == null && !deleted) || ended || !sending.compareAndSet(false, true)) {
            return;
        }
        if (now == null || deleted) {
            Thread.startVirtualThread(this::end);
            return;
        }
        Live live = service.live(id).orElse(null);
        boolean news = now.status() != told || now.records() > records || (live != null && live.number() > records);
        boolean silent = nanoTime.getAsLong() - lastSent >= KEEP_ALIVE_NANOS;
        if (news || silent) {
            Thread.startVirtualThread(() -> send(now, live, news));
        } else {
            sending.set(false);
        }
    }

    private void send(Standing now, @Nullable Live live, boolean news) {
        lastSent = nanoTime.getAsLong();
        try {
            if (news) {
                news(now, live);
            } else {
                emitter.send(SseEmitter.event().comment(""));
            }
        } catch (StorageException later) {
            // told is behind, so the next tick tries again
        } catch (IOException | IllegalStateException gone) {
            ended = true;
        } catch (RuntimeException unexpected) {
            ended = true;
            emitter.completeWithError(unexpected);
        } finally {
            sending.set(false);
        }
    }

    private void news(Standing now, @Nullable Live live) throws IOException {
        if (now.status() != told) {
            Job job = service.find(tenant, id).orElse(null);
            if (job != null) {
                status(job);
            }
        } else if (live != null && live.number() > records && (caughtUp || now.records() <= records)) {
            epoch(live.number(), live.columns(), live.record(), Double.NaN);
        } else if (now.records() > records) {
            epochs(service.history(id, records));
        }
    }

    private void status(Job job) throws IOException {
        Ending ending = job.ending();
        if (ending == null) {
            told = job.status();
            send(null, "status", new Status(Names.json(told), FitAnswers.progress(job.progress())));
            warn(job);
        } else {
            epochs(ending.history().slice(Math.min(records, ending.history().size())));
            warn(job);
            send(records + 1, "done", FitAnswers.summary(job));
            end();
        }
    }

    /** A change of status. */
    private record Status(String status, FitAnswer.Progress progress) {}

    private void warn(Job job) throws IOException {
        List<FitAnswer.Warning> all = FitAnswers.warnings(job.diagnosis());
        for (FitAnswer.Warning warning : all.subList(warnings, all.size())) {
            send(null, "warning", warning);
        }
        warnings = all.size();
    }

    private void epochs(History missed) throws IOException {
        int size = missed.size();
        long due = (nanoTime.getAsLong() - lastEpoch) / NANOS_PER_EPOCH;
        int sent = Math.min(size, caughtUp ? Math.clamp(due, 1, MOST_MISSED) : MOST_MISSED);
        int before = records;
        double lowest = missed.lowest();
        for (int i = 1; i <= sent; i++) {
            int at = (int) ((long) i * size / sent);
            epoch(before + at, missed.columns(), missed.record(at - 1), lowest);
        }
    }

    private void epoch(int number, Columns columns, EpochRecord record, double lowest) throws IOException {
        records = number;
        send(number, "epoch", HistoryAnswer.record(columns, record, lowest));
        caughtUp = true;
        lastEpoch = nanoTime.getAsLong();
    }

    private void send(@Nullable Integer number, String name, Object data) throws IOException {
        SseEmitter.SseEventBuilder event = SseEmitter.event();
        if (number != null) {
            event.id(Integer.toString(number));
        }
        emitter.send(event.name(name).data(data, MediaType.APPLICATION_JSON));
    }

    void end() {
        ended = true;
        emitter.complete();
    }
}
