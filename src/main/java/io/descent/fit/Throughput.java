package io.descent.fit;

/** How fast the fits of this process have been lately, to tell how long others will take. */
final class Throughput {

    /** Multiply-adds a second of one core, until there is something to go by. */
    private static final double GUESS = 5e8;

    private static final double NEWEST = 0.2;

    private volatile double workPerSecond = GUESS;

    /** Takes in what a fit has done; fits that are too short to be timed say nothing. */
    synchronized void ran(double work, double seconds) {
        if (work > 0 && seconds > 0.01) {
            workPerSecond += NEWEST * (work / seconds - workPerSecond);
        }
    }

    /** Returns how long work takes that so many share. */
    double seconds(double work, int workers) {
        return work / (workPerSecond * workers);
    }
}
