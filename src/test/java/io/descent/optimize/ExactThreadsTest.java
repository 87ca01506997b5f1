package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import io.descent.inference.Clusters;
import io.descent.inference.Covariance;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.spec.Scaling;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A team of any size finds the same bytes of parameters, how far they are from the minimum, and how sure they are. */
class ExactThreadsTest {

    private static List<Object> found(DenseDataset data, Scaling scaling, int threads) {
        Trainer trainer = new Trainer(() -> 0, Cores.of(threads));
        SpecBuilder spec = SpecBuilder.auto().optimizer(new Exact()).epochs(1);
        Plan plan = trainer.plan((scaling == Scaling.STANDARDIZE ? spec.standardize() : spec).build(), data, null);
        FitOutcome.Fitted fitted =
                (FitOutcome.Fitted) plan.run(TrainingListener.NONE, () -> Control.Signal.GO_ON, null);
        Inference.Estimated sure = sure(plan, fitted.parameters());
        List<Object> found = new ArrayList<>();
        found.add(fitted.parameters());
        found.add(fitted.loss());
        found.add(fitted.optimality());
        found.add(sure.parameters().stdError());
        found.add(sure.parameters().estimate());
        found.add(sure.influence());
        return found;
    }

    private static Inference.Estimated sure(Plan plan, double[] parameters) {
        return (Inference.Estimated) plan.inference(
                new InferenceSpec(Covariance.Named.HC3, 0.95, InferenceSpec.Weights.FREQUENCY),
                parameters,
                Clusters.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5_003})
    void aPlanThatHasNotSolvedTheFitItselfFindsTheSameBytesOfStandardErrors(int rows) {
        DenseDataset data = Fits.regression(rows, 9, 3);
        Trainer trainer = new Trainer(() -> 0, Cores.of(2));
        LocalPlan plan = (LocalPlan) trainer.plan(
                SpecBuilder.auto()
                        .optimizer(new Exact())
                        .epochs(1)
                        .standardize()
                        .build(),
                data,
                null);
        double[] parameters =
                ((FitOutcome.Fitted) plan.run(TrainingListener.NONE, () -> Control.Signal.GO_ON, null)).parameters();
        Plan other = plan.again(plan.spec());

        assertThat(plan.known().folded()).isNotNull();
        assertThat(sure(other, parameters)).usingRecursiveComparison().isEqualTo(sure(plan, parameters));
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void theSameBytesComeOfOneTwoAndSevenThreads(Scaling scaling) {
        // so many that a team is called for
        DenseDataset data = Fits.regression(60_001, 9, 3);
        List<Object> one = found(data, scaling, 1);

        assertThat(found(data, scaling, 2)).usingRecursiveComparison().isEqualTo(one);
        assertThat(found(data, scaling, 7)).usingRecursiveComparison().isEqualTo(one);
    }
}
