package io.descent.store;

import io.descent.job.JobStatus;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Groups of statuses as SQL writes them. */
final class Statuses {

    static final String DONE = Arrays.stream(JobStatus.values())
            .filter(JobStatus::done)
            .map(status -> "'" + status.name() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    /** All but the one of most fits: the condition of an index, which is used where a query says the same. */
    static final String RARE = "status <> '" + JobStatus.SUCCEEDED.name() + "'";

    private Statuses() {}
}
