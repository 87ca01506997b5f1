package io.descent.optimize.spec;

/** In which order an epoch visits the rows. A shorter last batch is kept in every mode. */
public enum Shuffle {
    /** In the order given. */
    NONE,
    /** A new permutation of the rows every epoch, then cut into batches. */
    SAMPLES,
    /** The rows are cut into batches once, in order; every epoch permutes the batches. */
    BATCHES
}
