package io.descent.fit;

import io.descent.job.Intent;
import io.descent.job.Progress;
import io.descent.optimize.Plan;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.TrainingListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fit that this process runs just now: how far it is, and the way to end it. */
final class FitHandle implements TrainingListener, Control {

    private static final double NANOS = 1e9;

    /** Takes in what is to be stored of a fit. */
    @FunctionalInterface
    interface Saver {

        /** Nothing is stored while it runs. */
        Saver NONE = (_, _, _) -> true;

        /**
         * A checkpoint was made, and these are the records since the one before.
         *
         * @return false when the fit is no longer this process's to run
         */
        boolean save(Checkpoint checkpoint, Progress progress, History since);
    }

    private final String id;
    private final Saver saver;
    private final Progress before;
    private volatile Signal wish = Signal.GO_ON;
    private volatile boolean checkpointDue;
    private volatile @Nullable Course course;
    private volatile int epoch;
    private volatile @Nullable Newest newest;
    private int records;

    /** A record and its number, from 1 on. */
    private record Newest(int number, EpochRecord record) {}

    /** Training in this process: of what, from which epoch on, since when. */
    private record Course(Plan plan, Columns columns, int firstEpoch, long start) {

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        Progress at(int epoch) {
            double seconds = elapsed().toNanos() / NANOS;
            int epochs = plan.spec().training().epochs();
            int done = epoch - firstEpoch;
            if (done <= 0) {
                return Progress.of(epoch, epochs);
            }
            double left = seconds / done * (epochs - epoch);
            return new Progress(epoch, epochs, done * (double) plan.rows() / seconds, left > 0 ? left : null);
        }
    }

    /** Makes a handle for a fit that has not started, with its last progress. */
    FitHandle(String id, Progress before, Saver saver) {
        this.id = id;
        this.before = before;
        this.saver = saver;
    }

    /** Training begins after so many whole epochs, and so many records of them. */
    void begins(Plan plan, int firstEpoch, int firstRecord) {
        epoch = firstEpoch;
        records = firstRecord;
        course = new Course(plan, plan.columns(), firstEpoch, System.nanoTime());
    }

    /** Returns the newest record; null where there is none yet. */
    @Nullable
    Live live() {
        Newest last = newest;
        Course now = course;
        return last == null || now == null ? null : new Live(last.number(), now.columns(), last.record());
    }

    @Override
    public String fit() {
        return id;
    }

    @Override
    public void recorded(EpochRecord record) {
        records++;
        newest = new Newest(records, record);
    }

    Progress progress() {
        Course now = course;
        return now == null ? before : now.at(epoch);
    }

    @Override
    public void epochEnded(int ended) {
        epoch = ended;
    }

    @Override
    public Signal signal() {
        Signal wanted = wish;
        return wanted != Signal.GO_ON ? wanted : checkpointDue ? Signal.CHECKPOINT : Signal.GO_ON;
    }

    @Override
    public void checkpoint(Checkpoint checkpoint, History since) {
        checkpointDue = false;
        if (!saver.save(checkpoint, progress(), since)) {
            wish = Signal.CANCEL;
        }
    }

    void wantCheckpoint() {
        checkpointDue = true;
    }

    /** Ends it soon; what its caller has asked for goes before what the process needs. */
    void end(Intent intent) {
        wish = intent == Intent.CANCEL || wish == Signal.CANCEL ? Signal.CANCEL : Signal.STOP;
    }

    void handBack() {
        if (wish == Signal.GO_ON) {
            wish = Signal.HAND_BACK;
        }
    }

    Duration elapsed() {
        Course now = course;
        return now == null ? Duration.ZERO : now.elapsed();
    }
}
