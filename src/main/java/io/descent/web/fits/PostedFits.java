package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.fit.Submission;
import io.descent.fit.prepare.FitRequest;
import io.descent.job.IdempotencyKey;
import io.descent.job.Job;
import io.descent.web.Preference;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Answers requests for fits, in whatever way their rows came. */
final class PostedFits {

    /** How many rows of a dataset are shown at most. */
    static final int MOST_SAMPLED = 10_000;

    private final OptimizerService service;
    private final Waiting waiting;

    PostedFits(OptimizerService service, Waiting waiting) {
        this.service = service;
        this.waiting = waiting;
    }

    Object validated(Tenant tenant, FitRequest request, int sample) {
        return ResponseEntity.ok(ValidationAnswer.of(service.validate(tenant, request, sample)));
    }

    Object answer(
            Tenant tenant,
            FitRequest request,
            @Nullable IdempotencyKey key,
            ParamsForm params,
            HttpServletRequest http) {
        Preference preference = Preference.of(Collections.list(http.getHeaders(Preference.HEADER)));
        return switch (service.fit(tenant, request, !preference.patience().isZero(), key)) {
            case Submission.Ended(Job job) -> Waiting.ended(job, preference, params);
            case Submission.Accepted accepted -> waiting.forEnd(accepted, preference, params);
        };
    }
}
