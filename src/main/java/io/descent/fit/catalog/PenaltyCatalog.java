package io.descent.fit.catalog;

import static io.descent.schema.Parameter.optional;

import io.descent.objective.Penalty;
import io.descent.schema.Family;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import java.util.List;

/** The penalties. */
public final class PenaltyCatalog {

    private static final Parameter<Double> ALPHA =
            optional("alpha", Real.from(0), 1e-4, "the strength, added to the mean loss");
    private static final Parameter<Double> L1_RATIO = optional(
            "l1_ratio",
            new Real(0, true, 1, true),
            0.15,
            "the share of the absolute part; the rest is the squared part");

    /** The penalties. */
    public static final Family<Penalty> PENALTY = new Family<>(
            "penalty",
            List.of(
                    Structure.of("none", Penalty.None.class, "no penalty", _ -> new Penalty.None()),
                    Structure.of(
                                    "l2",
                                    Penalty.L2.class,
                                    "½·alpha·‖w‖² over the weights of the scaled features",
                                    a -> new Penalty.L2(a.get(ALPHA)))
                            .with(ALPHA, Penalty.L2::alpha),
                    Structure.of(
                                    "l1",
                                    Penalty.L1.class,
                                    "alpha·‖w‖₁ over the weights of the scaled features, by a proximal step: weights "
                                            + "become exactly 0",
                                    a -> new Penalty.L1(a.get(ALPHA)))
                            .with(ALPHA, Penalty.L1::alpha),
                    Structure.of(
                                    "elasticnet",
                                    Penalty.ElasticNet.class,
                                    "alpha·(l1_ratio·‖w‖₁ + ½·(1 − l1_ratio)·‖w‖²), as in scikit-learn",
                                    a -> new Penalty.ElasticNet(a.get(ALPHA), a.get(L1_RATIO)))
                            .with(ALPHA, Penalty.ElasticNet::alpha)
                            .with(L1_RATIO, Penalty.ElasticNet::l1Ratio)));

    static final Parameter<Penalty> PENALTY_SETTING = optional(
            "penalty", PENALTY, new Penalty.None(), "what is added for large weights; never for the intercept");

    private PenaltyCatalog() {}
}
