package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the records of a fit: of each epoch or each update, as its history asks. */
final class Recorder {

    private final HistorySpec spec;
    private final FeatureScaling scaling;
    private final Tally tally;
    private final List<EpochRecord> records = new ArrayList<>();
    private double @Nullable [] gradient;
    private @Nullable Stepper stepper;

    Recorder(FitSpec spec, FeatureScaling scaling, Dataset data) {
        this.spec = spec.history();
        this.scaling = scaling;
        this.tally = new Tally(spec, data);
    }

    Tally tally() {
        return tally;
    }

    /** Says where the gradient and the direction of the last update are to be found. */
    void watch(double[] gradient, Stepper stepper) {
        this.gradient = gradient;
        this.stepper = stepper;
    }

    void epochBegins() {
        if (spec.unit() == HistorySpec.Unit.EPOCH) {
            tally.reset();
        }
    }

    void updated(TrainingState state) {
        boolean due = spec.unit() == HistorySpec.Unit.UPDATE && state.updates % spec.every() == 0;
        // an update that overflows is not told: the fit is about to end as diverged
        if (due && state.isFinite()) {
            record(state, tally.meanLoss(), Double.NaN);
        }
    }

    /** An epoch ended; {@code objective} is NaN where it was not measured. */
    void epochEnded(TrainingState state, double meanLoss, double objective, boolean last) {
        switch (spec.unit()) {
            case EPOCH -> {
                if (last || state.epoch % spec.every() == 0) {
                    record(state, meanLoss, objective);
                }
            }
            case UPDATE -> {
                if (last && state.updates % spec.every() != 0) {
                    record(state, tally.meanLoss(), Double.NaN);
                }
            }
        }
    }

    private void record(TrainingState state, double meanLoss, double objective) {
        records.add(new EpochRecord(
                state.epoch,
                state.updates,
                meanLoss,
                state.learningRate,
                objective,
                tally.metrics(),
                wants(HistorySpec.Include.PARAMS) ? scaling.toDataUnits(state.parameters) : null,
                wants(HistorySpec.Include.GRADIENT) && gradient != null ? scaling.gradientToDataUnits(gradient) : null,
                wants(HistorySpec.Include.DIRECTION) && stepper != null
                        ? scaling.toDataUnits(stepper.direction())
                        : null));
        tally.reset();
    }

    private boolean wants(HistorySpec.Include what) {
        return spec.include().contains(what);
    }

    History history() {
        return History.of(spec, records);
    }
}
