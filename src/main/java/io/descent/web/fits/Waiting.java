package io.descent.web.fits;

import io.descent.fit.OptimizerService;
import io.descent.fit.Submission;
import io.descent.fit.Watch;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.StorageException;
import io.descent.web.Preference;
import io.descent.web.problem.UnknownResourceException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** Answers that wait for a fit, without a thread each. */
final class Waiting implements AutoCloseable {

    private static final String RETRY_SECONDS = "1";

    private final OptimizerService service;
    private final Set<Runnable> polls = ConcurrentHashMap.newKeySet();

    Waiting(OptimizerService service) {
        this.service = service;
    }

    static URI location(Job job) {
        return URI.create("/v1/fits/" + job.id());
    }

    /** Returns the answer to a request whose fit has ended. */
    static ResponseEntity<Object> ended(Job job, Preference preference, ParamsForm params) {
        return applied(ResponseEntity.ok(), preference).location(location(job)).body(FitAnswers.whole(job, params));
    }

    private static ResponseEntity<Object> ticket(Job job, Preference preference) {
        return applied(ResponseEntity.accepted(), preference)
                .location(location(job))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(FitAnswers.summary(job));
    }

    private static ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder answer, Preference preference) {
        String applied = preference.applied();
        return applied == null ? answer : answer.header(Preference.APPLIED, applied);
    }

    /** Answers with the fit when it has ended, and with its ticket when the caller's patience has. */
    Object forEnd(Submission.Accepted accepted, Preference preference, ParamsForm params) {
        CompletableFuture<Job> end = accepted.end();
        if (preference.patience().isZero()) {
            end.cancel(false);
            return ticket(accepted.job(), preference);
        }
        DeferredResult<ResponseEntity<Object>> answer =
                new DeferredResult<>(preference.patience().toMillis());
        var _ = end.whenComplete((job, _) -> {
            if (job != null) {
                answer.setResult(ended(job, preference, params));
            } else {
                now(accepted.job())
                        .ifPresentOrElse(
                                now -> answer.setResult(ticket(now, preference)),
                                () -> deleted(answer, accepted.job()));
            }
        });
        answer.onTimeout(() -> end.cancel(false));
        answer.onCompletion(() -> end.cancel(false));
        return answer;
    }

    /** Returns a job as it is now, nothing where it has been deleted; while the storage does not answer, as it was. */
    private Optional<Job> now(Job job) {
        try {
            return service.find(job.tenant(), job.id());
        } catch (StorageException unavailable) {
            return Optional.of(job);
        }
    }

    private static void deleted(DeferredResult<?> answer, Job job) {
        answer.setErrorResult(UnknownResourceException.fit(job.id()));
    }

    /** Answers with a fit when it has changed from what the caller knows, or when the caller's patience has ended. */
    Object forChange(Job job, @Nullable String known, Preference preference, ParamsForm params) {
        Duration wait = preference.time();
        if (wait == null || wait.isZero() || job.status().done() || (known != null && !isKnown(job, known, params))) {
            return answer(job, known, preference, params);
        }
        DeferredResult<ResponseEntity<Object>> answer = new DeferredResult<>(wait.toMillis());
        Watch watch = service.watch(job.id(), standing -> {
            if (standing.isEmpty()) {
                deleted(answer, job);
            } else if (changed(job, standing.get(), known != null)) {
                // what is stored may be behind what is known of a fit that this process runs
                service.find(job.tenant(), job.id())
                        .filter(now -> known == null || !isKnown(now, known, params))
                        .ifPresent(now -> answer.setResult(answer(now, known, preference, params)));
            }
        });
        Runnable asItIs = () -> now(job).ifPresentOrElse(
                        now -> answer.setResult(answer(now, known, preference, params)), () -> deleted(answer, job));
        polls.add(asItIs);
        answer.onTimeout(asItIs);
        answer.onCompletion(() -> {
            polls.remove(asItIs);
            watch.close();
        });
        return answer;
    }

    private static boolean changed(Job before, JobStore.Standing now, boolean progressCounts) {
        return now.version() != before.version()
                || (progressCounts && now.epoch() != before.progress().epoch());
    }

    private static ResponseEntity<Object> answer(
            Job job, @Nullable String known, Preference preference, ParamsForm params) {
        HttpStatus status = known != null && isKnown(job, known, params) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(etag(job, params));
        if (preference.time() != null) {
            answer.header(Preference.APPLIED, "wait=" + preference.time().toSeconds());
        }
        return status == HttpStatus.OK ? answer.body(FitAnswers.whole(job, params)) : answer.build();
    }

    /** Tells whether this state of a fit is one of those in a header {@code If-None-Match}, weak or not. */
    private static boolean isKnown(Job job, String known, ParamsForm params) {
        ETag now = ETag.create(etag(job, params));
        return ETag.parse(known).stream().anyMatch(tag -> tag.isWildcard() || tag.compare(now, false));
    }

    /** The epoch of a running fit changes without a new version. */
    private static String etag(Job job, ParamsForm params) {
        return "\"" + job.version() + "." + job.progress().epoch() + params.mark() + "\"";
    }

    /** Answers all who poll with what there is. */
    @Override
    public void close() {
        polls.forEach(Runnable::run);
    }
}
