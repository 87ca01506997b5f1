package io.descent.optimize;

import io.descent.data.FeatureScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the records of a fit: of each epoch or each update, as its history asks. */
final class Recorder {

    private final Plan plan;
    private final HistorySpec spec;
    private final TrainingListener listener;
    private final FeatureScaling scaling;
    private final int updatesPerEpoch;
    private final Tally tally;
    private final List<EpochRecord> records = new ArrayList<>();

    /** What was told before the fit was resumed. */
    private History before = History.NONE;

    /** How many records the listener has heard of, and how many went with a checkpoint. */
    private int heard;

    private int saved;
    private double @Nullable [] gradient;
    private @Nullable Stepper stepper;
    private @Nullable Supplier<double[]> direction;

    /** The last epoch, where it is not one of those that the history asks for. */
    private @Nullable EpochRecord notDue;

    Recorder(Plan plan, TrainingListener listener) {
        this.plan = plan;
        this.spec = plan.spec().history();
        this.listener = listener;
        this.scaling = plan.scaling();
        this.updatesPerEpoch = plan.spec().updatesPerEpoch(plan.data().rows());
        this.tally = new Tally(plan.spec(), plan.shape().outputs(), plan.scaled());
    }

    Tally tally() {
        return tally;
    }

    /** Tells whether records hold what only a tally of the rows knows. */
    boolean tallies() {
        return spec.unit() == HistorySpec.Unit.UPDATE || !spec.metrics().isEmpty();
    }

    /** Says where the gradient and the direction of the last update are to be found. */
    void watch(double[] gradient, Supplier<double[]> direction) {
        this.gradient = gradient;
        this.direction = direction;
    }

    /** Says where the gradient of the last update is to be found, and which rule made it. */
    void watch(double[] gradient, Stepper stepper) {
        watch(gradient, stepper::direction);
        this.stepper = stepper;
    }

    void epochBegins() {
        if (spec.unit() == HistorySpec.Unit.EPOCH) {
            tally.reset();
        }
    }

    void updated(TrainingState state) {
        // an update that overflows is not told: the fit is about to end as diverged
        if (spec.unit() == HistorySpec.Unit.UPDATE && due(state.updates) && state.isFinite()) {
            records.add(record(state, tally.meanLoss(), Measured.NOTHING));
            if (state.updates % updatesPerEpoch != 0) {
                announce();
            }
        }
    }

    void epochEnded(TrainingState state, double meanLoss, Measured measured, boolean last) {
        switch (spec.unit()) {
            case EPOCH -> {
                EpochRecord record = record(state, meanLoss, measured);
                notDue = record;
                if (last || due(state.epoch)) {
                    tellTheLast();
                }
            }
            case UPDATE -> {
                if (due(state.updates)) {
                    records.set(records.size() - 1, records.getLast().with(measured));
                } else if (last) {
                    records.add(record(state, tally.meanLoss(), measured));
                }
            }
        }
        announce();
    }

    /** The last update of an epoch is announced when the epoch has been measured. */
    private void announce() {
        for (; heard < records.size(); heard++) {
            listener.recorded(records.get(heard));
        }
    }

    /** The last whole epoch is told, however the fit ends. */
    private void tellTheLast() {
        if (notDue != null) {
            records.add(notDue);
            notDue = null;
        }
    }

    /** The fit ends within an epoch with the parameters reached: the last update is told. */
    void interrupted(TrainingState state) {
        tellTheLast();
        if (spec.unit() == HistorySpec.Unit.UPDATE && !due(state.updates)) {
            records.add(record(state, tally.meanLoss(), Measured.NOTHING));
        }
    }

    private boolean due(long number) {
        return number % spec.every() == 0;
    }

    private EpochRecord record(TrainingState state, double meanLoss, Measured measured) {
        EpochRecord record = new EpochRecord(
                state.epoch,
                state.updates,
                meanLoss,
                state.learningRate,
                tally.metrics(),
                measured,
                wants(HistorySpec.Include.PARAMS) ? scaling.toDataUnits(answer(state)) : null,
                wants(HistorySpec.Include.GRADIENT) && gradient != null ? scaling.gradientToDataUnits(gradient) : null,
                wants(HistorySpec.Include.DIRECTION) && direction != null
                        ? scaling.toDataUnits(direction.get())
                        : null);
        tally.reset();
        return record;
    }

    private double[] answer(TrainingState state) {
        return stepper == null ? state.parameters : stepper.answer(state.parameters);
    }

    private boolean wants(HistorySpec.Include what) {
        return spec.include().contains(what);
    }

    /**
     * Returns what was told up to now; the last whole epoch is, however the fit ends.
     *
     * @param optimum the minimum of the objective; NaN where it is not known
     */
    History history(double optimum) {
        tellTheLast();
        announce();
        History own = History.of(spec, plan.shape(), plan.validation() != null, optimum, records);
        return before.size() == 0 ? own : History.concat(List.of(before, own));
    }

    /** Returns how many records there are, those before the fit was resumed included. */
    int size() {
        return before.size() + records.size();
    }

    /** Returns the records since the last time. */
    History since() {
        announce();
        History since = plan.historyOf(records.subList(saved, records.size()));
        saved = records.size();
        return since;
    }

    void save(StateWriter out) {
        out.put(tally.values());
        out.put(notDue != null);
        if (notDue != null) {
            notDue.save(out);
        }
    }

    /** Takes up what was saved, with the history up to there; where it is another fit's, that begins anew. */
    void restore(StateReader in, @Nullable History history) {
        tally.set(in.array());
        EpochRecord pending = in.truth() ? EpochRecord.restored(in) : null;
        if (history != null) {
            before = history;
            notDue = pending;
        }
    }
}
