package io.descent.spark;

import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.EngineException;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.spark.protocol.Message;
import io.descent.spark.protocol.RowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fit on a cluster, over as many drivers as it takes: where one is lost, the next goes on from the last checkpoint. A fit that is
 * to end before a cluster is there ends here, after an epoch at most.
 */
final class SparkRun {

    private static final System.Logger LOG = System.getLogger(SparkRun.class.getName());

    /** How many drivers are lost one after the other, without a checkpoint between them, before the fit has failed. */
    private static final int MOST_LOST = 3;

    private static final long LOOK_MILLIS = 50;

    /** How long to wait before another look for a cluster. */
    private static final long AGAIN_MILLIS = 500;

    private final SparkPlan plan;
    private final SparkSettings settings;
    private final TrainingListener listener;
    private final Control control;
    private final Reached reached;
    private Instant giveUp;
    private String away = "no master answers";
    private int lost;

    SparkRun(SparkPlan plan, TrainingListener listener, Control control, @Nullable Resumption resumption) {
        this.plan = plan;
        this.settings = plan.settings();
        this.listener = listener;
        this.control = control;
        this.reached = new Reached(listener, resumption);
        this.giveUp = Instant.now().plus(settings.patience());
    }

    /** A driver is gone that had begun. */
    private static final class LostException extends Exception {

        private static final long serialVersionUID = 1;

        LostException(String message) {
            super(message);
        }
    }

    /** Runs the fit to its end, or until it is handed back; see {@link io.descent.optimize.Plan#run}. */
    FitOutcome toTheEnd() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    FitOutcome outcome = endsEarly() ? endedHere() : attempt();
                    if (outcome != null) {
                        return outcome;
                    }
                    requirePatience();
                    Thread.sleep(AGAIN_MILLIS);
                } catch (LostException gone) {
                    count(gone);
                } catch (InterruptedException ignored) {
                    // whoever wants the fit to end says so by the control
                    interrupted = true;
                } catch (IOException unwritten) {
                    throw new UncheckedIOException(unwritten);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void count(LostException gone) {
        LOG.log(System.Logger.Level.WARNING, "{0} has lost its driver: {1}", listener.fit(), gone.getMessage());
        lost = reached.isFurtherThanAtLastLook() ? 1 : lost + 1;
        if (lost >= MOST_LOST) {
            throw EngineException.failed("the driver on Spark failed " + lost + " times: " + gone.getMessage());
        }
        giveUp = Instant.now().plus(settings.patience());
    }

    private void requirePatience() {
        if (Instant.now().isAfter(giveUp)) {
            throw EngineException.unavailable("there was no Spark at " + settings.master() + " for "
                    + settings.patience().toSeconds() + " s: " + away);
        }
    }

    private boolean endsEarly() {
        return control.signal().compareTo(Signal.CHECKPOINT) > 0;
    }

    private FitOutcome endedHere() {
        reached.begins();
        return plan.here().run(reached, control, reached.resumption());
    }

    /** Runs the fit by a driver; returns null where there is no cluster. */
    private @Nullable FitOutcome attempt() throws IOException, InterruptedException, LostException {
        if (!settings.isMasterThere()) {
            return null;
        }
        reached.begins();
        long bytes = DriverCommand.bytes(plan.data());
        try (DriverProcess driver = DriverProcess.start(settings, bytes, listener.fit())) {
            while (!endsEarly() && Instant.now().isBefore(giveUp)) {
                Message.ToService message = driver.next(LOOK_MILLIS);
                if (message instanceof Message.Ready) {
                    driver.tell(begin(driver.folder()));
                    return followed(driver);
                }
                if (message instanceof Message.Failed(String why)) {
                    away = why;
                    return null;
                }
                if (driver.isGone()) {
                    away = driver.lastError();
                    return null;
                }
            }
            away = "it gave no executor";
            return null;
        }
    }

    private Message.Begin begin(Path folder) throws IOException {
        return new Message.Begin(
                plan.spec(),
                RowFiles.write(plan.data(), folder, "training"),
                plan.validation() == null ? null : RowFiles.write(plan.validation(), folder, "validation"),
                reached.resumption());
    }

    private FitOutcome followed(DriverProcess driver) throws InterruptedException, LostException {
        Signal told = Signal.GO_ON;
        while (true) {
            switch (driver.next(LOOK_MILLIS)) {
                case null -> {
                    if (driver.isGone()) {
                        throw new LostException(
                                driver.lastError().isEmpty() ? "its process ended" : driver.lastError());
                    }
                }
                case Message.Recorded(var record) -> reached.recorded(record);
                case Message.EpochEnded(int epoch) -> reached.epochEnded(epoch);
                case Message.Saved(var checkpoint, var since) -> {
                    reached.checkpoint(checkpoint, since);
                    told = told == Signal.CHECKPOINT ? Signal.GO_ON : told;
                }
                case Message.Ended(FitOutcome outcome) -> {
                    driver.leaves();
                    return outcome;
                }
                case Message.Unusable(String why) -> throw new UnusableCheckpointException(why);
                case Message.Failed(String why) -> throw new LostException(why);
                case Message.Ready _ -> {}
            }
            Signal wanted = control.signal();
            if (wanted.compareTo(told) > 0) {
                driver.tell(new Message.Heed(wanted));
                told = wanted;
            }
        }
    }
}
