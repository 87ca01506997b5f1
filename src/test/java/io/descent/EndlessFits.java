package io.descent;

import java.util.ArrayList;
import java.util.List;

/** Fits that take minutes, so that a test must cancel those that it has begun. */
final class EndlessFits {

    private final ServiceClient service;
    private final List<String> begun = new ArrayList<>();

    EndlessFits(ServiceClient service) {
        this.service = service;
    }

    /** Returns a request with further settings, each after a comma. */
    static String body(String settings) {
        return """
                {"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, 2]}}, "epochs": 100000,
                 "batch_size": 256, "optimizer": {"type": "sgd", "learning_rate": 1e-4}, "history": {"every": 10}%s}""".formatted(settings);
    }

    /** Begins a fit and returns its location. */
    String begin(String settings) {
        String location = LongFits.accepted(service, body(settings));
        begun(location);
        return location;
    }

    /** Has a fit cancelled that began in another way. */
    void begun(String location) {
        begun.add(location);
    }

    /** Cancels all that have begun and are still there, and waits for their ends. */
    void cancel() {
        List<String> there = begun.stream()
                .filter(location -> service.post(location + "/cancel", "").status() != 404)
                .toList();
        there.forEach(location -> LongFits.ended(service, location));
    }
}
