package io.descent.optimize;

import io.descent.model.ModelType;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.rule.Sgd;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.ModelSpec;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fit to vary: plain gradient descent on squared errors over all rows, unscaled, from zero. */
final class SpecBuilder {

    private ModelType model = ModelType.LINEAR;
    private boolean intercept = true;
    private Loss loss = new SquaredError();
    private Penalty penalty = new Penalty.None();
    private Optimizer optimizer;
    private Schedule schedule = new Schedule.Constant();
    private BatchSize batchSize = new BatchSize.Full();
    private Shuffle shuffle = Shuffle.NONE;
    private int epochs = 10;
    private Scaling scaling = Scaling.NONE;
    private Init init = new Init.Zeros();
    private StoppingRule stopping = StoppingRule.NONE;
    private long seed = 42;
    private HistorySpec history = HistorySpec.DEFAULT;

    private SpecBuilder(FirstOrder optimizer) {
        this.optimizer = optimizer;
    }

    static SpecBuilder sgd(double rate) {
        return sgd(rate, 0, 0, false);
    }

    static SpecBuilder sgd(double rate, double momentum, double dampening, boolean nesterov) {
        return new SpecBuilder(new Sgd(new LearningRate.Fixed(rate), momentum, dampening, nesterov));
    }

    static SpecBuilder by(FirstOrder optimizer) {
        return new SpecBuilder(optimizer);
    }

    static SpecBuilder auto() {
        return new SpecBuilder(new Sgd(new LearningRate.Auto(), 0, 0, false));
    }

    SpecBuilder rate(LearningRate rate) {
        optimizer = rule().withLearningRate(rate);
        return this;
    }

    SpecBuilder momentum(double momentum, double dampening, boolean nesterov) {
        optimizer = new Sgd(rule().learningRate(), momentum, dampening, nesterov);
        return this;
    }

    SpecBuilder logistic() {
        model = ModelType.LOGISTIC;
        loss = new LogLoss();
        return this;
    }

    SpecBuilder model(ModelType other, Loss fitting) {
        model = other;
        loss = fitting;
        return this;
    }

    SpecBuilder intercept(boolean fitted) {
        intercept = fitted;
        return this;
    }

    SpecBuilder penalty(Penalty other) {
        penalty = other;
        return this;
    }

    SpecBuilder schedule(Schedule other) {
        schedule = other;
        return this;
    }

    SpecBuilder batch(int rows) {
        batchSize = new BatchSize.Rows(rows);
        return this;
    }

    private FirstOrder rule() {
        return (FirstOrder) optimizer;
    }

    SpecBuilder optimizer(Optimizer other) {
        optimizer = other;
        return this;
    }

    SpecBuilder shuffle(Shuffle other) {
        shuffle = other;
        return this;
    }

    SpecBuilder epochs(int number) {
        epochs = number;
        return this;
    }

    SpecBuilder standardize() {
        scaling = Scaling.STANDARDIZE;
        return this;
    }

    SpecBuilder init(Init other) {
        init = other;
        return this;
    }

    SpecBuilder seed(long other) {
        seed = other;
        return this;
    }

    SpecBuilder convergence(int patience, double minDelta, double tolerance) {
        return stopping(
                new StoppingRule.Convergence(StoppingRule.Monitor.OBJECTIVE, patience, minDelta, tolerance, false),
                null);
    }

    SpecBuilder monitor(
            StoppingRule.Monitor monitor, int patience, double minDelta, double tolerance, boolean restoreBest) {
        return stopping(
                new StoppingRule.Convergence(monitor, patience, minDelta, tolerance, restoreBest),
                stopping.timeLimitSeconds());
    }

    SpecBuilder timeLimit(double seconds) {
        return stopping(stopping.convergence(), seconds);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private SpecBuilder stopping(StoppingRule.@Nullable Convergence convergence, @Nullable Double seconds) {
        stopping = new StoppingRule(convergence, seconds);
        return this;
    }

    SpecBuilder every(int number, HistorySpec.Unit unit, HistorySpec.Include... include) {
        history = new HistorySpec(number, unit, Set.of(include), history.metrics(), history.evaluate());
        return this;
    }

    SpecBuilder metrics(RunningMetric... metrics) {
        history = new HistorySpec(
                history.every(), history.unit(), history.include(), Set.of(metrics), history.evaluate());
        return this;
    }

    SpecBuilder evaluated() {
        history = new HistorySpec(
                history.every(), history.unit(), history.include(), history.metrics(), HistorySpec.Evaluate.EPOCH_END);
        return this;
    }

    FitSpec build() {
        return new FitSpec(
                new ModelSpec(model, intercept, loss, penalty),
                new TrainingSpec(optimizer, schedule, batchSize, shuffle, epochs, scaling, init),
                stopping,
                history,
                seed);
    }
}
