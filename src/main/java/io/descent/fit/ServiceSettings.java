package io.descent.fit;

import java.time.Duration;

/**
 * What an operator can set.
 *
 * @param workers how many long fits run at once
 * @param queue how many fits may wait in each lane
 * @param retention how long a fit is kept after its end
 * @param checkpoints how often a running job is stored
 */
public record ServiceSettings(int workers, int queue, Duration retention, Duration checkpoints) {}
