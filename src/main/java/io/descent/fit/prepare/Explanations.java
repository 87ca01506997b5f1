package io.descent.fit.prepare;

import io.descent.objective.Loss;
import io.descent.optimize.Curvature;
import io.descent.optimize.Plan;
import io.descent.optimize.Reach;
import io.descent.optimize.spec.BatchSize;
import java.util.Locale;
import java.util.Map;

/** Says in words how a plan's automatic learning rate was found. */
final class Explanations {

    private Explanations() {}

    /** Returns, by setting, how what was left to the data was found. */
    static Map<String, String> of(Plan plan) {
        Reach reach = plan.reach();
        if (reach != null) {
            return Map.of(
                    "learning_rate",
                    String.format(
                            Locale.ROOT,
                            "auto: %.6g × %.6g, how far the parameter is expected to go that goes furthest (its slope "
                                    + "at the start over its own curvature, from %d rows)",
                            plan.baseRate() / reach.distance(),
                            reach.distance(),
                            reach.rows()));
        }
        Curvature curvature = plan.curvature();
        if (curvature == null) {
            return Map.of();
        }
        Loss loss = plan.spec().model().loss();
        String second = Double.isFinite(loss.curvature())
                ? "the loss's largest second derivative"
                : "the second derivative that a fit to these targets is likely to meet, as the loss has no largest";
        String batch = plan.spec().training().batchSize() instanceof BatchSize.Full
                        || plan.spec().training().updatesPerEpoch(plan.rows()) == 1
                ? String.format(
                        Locale.ROOT,
                        "1 / %.6g, the largest curvature of the objective over all rows (largest eigenvalue of the Gram "
                                + "matrix by %d power iterations, times %s)",
                        curvature.full(),
                        curvature.iterations(),
                        second)
                : String.format(
                        Locale.ROOT,
                        "1 / the expected smoothness of batches of %d: between %.6g, the largest curvature over all rows "
                                + "(%d power iterations), and %.6g, the %s of a single row; both with %s",
                        plan.spec().training().batchSize().of(plan.rows()),
                        curvature.full(),
                        curvature.iterations(),
                        curvature.row(),
                        loss.kinked() ? "mean" : "largest",
                        second);
        return Map.of("learning_rate", "auto: " + batch);
    }
}
