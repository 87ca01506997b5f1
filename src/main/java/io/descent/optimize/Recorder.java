package io.descent.optimize;

import io.descent.data.FeatureScaling;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Measured;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Stepper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the records of a fit: of each epoch or each update, as its history asks. */
final class Recorder {

    private final HistorySpec spec;
    private final Columns columns;
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
    private double[] gradient = {};
    private @Nullable Stepper stepper;
    private Supplier<double[]> direction = () -> gradient;

    /** The last epoch, where it is not one of those that the history asks for. */
    private @Nullable EpochRecord notDue;

    Recorder(LocalPlan plan, TrainingListener listener) {
        this.spec = plan.spec().history();
        this.columns = plan.columns();
        this.listener = listener;
        this.scaling = plan.scaling();
        this.updatesPerEpoch =
                plan.spec().training().updatesPerEpoch(plan.data().rows());
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
                    records.set(records.size() - 1, atEpochEnd(records.getLast(), measured));
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
                columns.values(meanLoss, state.learningRate, tally.means(), measured),
                vectors(state));
        tally.reset();
        return record;
    }

    private double[][] vectors(TrainingState state) {
        double[][] vectors = new double[columns.vectors().size()][];
        for (int k = 0; k < vectors.length; k++) {
            vectors[k] = switch (columns.vectors().get(k)) {
                case PARAMS -> scaling.toDataUnits(answer(state));
                case GRADIENT -> scaling.gradientToDataUnits(gradient);
                case DIRECTION -> scaling.toDataUnits(direction.get());
                case EXCESS_LOSS -> throw new IllegalStateException("no vector");
            };
        }
        return vectors;
    }

    private double[] answer(TrainingState state) {
        return stepper == null ? state.parameters : stepper.answer(state.parameters);
    }

    /**
     * Returns what was told up to now; the last whole epoch is, however the fit ends.
     *
     * @param optimum the minimum of the objective; NaN where it is not known
     */
    History history(double optimum) {
        tellTheLast();
        announce();
        History own = History.of(columns, optimum, records);
        return before.size() == 0 ? own : History.concat(List.of(before, own));
    }

    /** Returns how many records there are, those before the fit was resumed included. */
    int size() {
        return before.size() + records.size();
    }

    /** Returns the records since the last time. */
    History since() {
        announce();
        History since = History.of(columns, Double.NaN, records.subList(saved, records.size()));
        saved = records.size();
        return since;
    }

    void save(StateWriter out) {
        out.put(tally.values());
        out.put(notDue != null);
        if (notDue != null) {
            save(notDue, out);
        }
    }

    /** Takes up what was saved, with the history up to there; where it is another fit's, that begins anew. */
    void restore(StateReader in, @Nullable History history) {
        tally.set(in.readDoubles());
        EpochRecord pending = in.readBoolean() ? restored(in) : null;
        if (history != null) {
            before = history;
            notDue = pending;
        }
    }

    private EpochRecord atEpochEnd(EpochRecord record, Measured measured) {
        return record.with(columns.measured(record.values(), measured));
    }

    private static void save(EpochRecord record, StateWriter out) {
        out.put(record.epoch());
        out.put(record.update());
        out.put(record.values());
        out.put(record.vectors().length);
        for (double[] vector : record.vectors()) {
            out.put(vector);
        }
    }

    private EpochRecord restored(StateReader in) {
        if (in.version() == 1) {
            return CheckpointVersion1.record(in, columns);
        }
        int epoch = in.readInt();
        long update = in.readLong();
        double[] values = in.readDoubles();
        double[][] vectors = new double[in.readInt()][];
        for (int k = 0; k < vectors.length; k++) {
            vectors[k] = in.readDoubles();
        }
        return new EpochRecord(epoch, update, values, vectors);
    }
}
