package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;
import static io.descent.schema.Parameter.required;

import io.descent.optimize.spec.Init;
import io.descent.schema.Alternatives;
import io.descent.schema.Domain;
import io.descent.schema.Numbers;
import io.descent.schema.Parameter;
import io.descent.schema.PerOutput;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import io.descent.schema.Word;
import java.util.List;

/** What a fit can start from. */
final class InitCatalog {

    private static final Parameter<List<Double>> INIT_RANGE =
            required("uniform", new Numbers(2), "low and high of the range, high excluded");
    private static final Parameter<List<List<Double>>> INIT_COEF = required(
            "coef",
            new PerOutput<>(new Numbers(0)),
            "a weight for each feature, in the data's own units; for softmax a list of weights for each class");
    private static final Parameter<List<Double>> INIT_INTERCEPT = optional(
            "intercept",
            new PerOutput<>(Real.any()),
            List.of(0.0),
            "the intercept, in the data's own units; for softmax one for each class, or one for all");
    private static final Parameter<String> INIT_FIT = required(
            "fit",
            new Text(40),
            "the id of a fit that has succeeded: of the same data and settings it is gone on with as if it had never ended, "
                    + "the state of its optimizer included; else only its parameters are taken");
    private static final Domain<Init> INIT_FORMS = new Alternatives<>(List.of(
            new Word<>("constant", new Init.Constant()),
            new Word<>("zeros", new Init.Zeros()),
            Structure.of(
                            "InitUniform",
                            Init.Uniform.class,
                            "drawn uniformly",
                            a -> new Init.Uniform(
                                    a.get(INIT_RANGE).get(0), a.get(INIT_RANGE).get(1)))
                    .with(INIT_RANGE, init -> List.of(init.low(), init.high())),
            Structure.of(
                            "InitValues",
                            Init.Values.class,
                            "given values",
                            a -> new Init.Values(a.get(INIT_COEF), a.get(INIT_INTERCEPT)))
                    .with(INIT_COEF, Init.Values::coef)
                    .with(INIT_INTERCEPT, Init.Values::intercept),
            Structure.of("InitFit", Init.Continued.class, "another fit", a -> new Init.Continued(a.get(INIT_FIT)))
                    .with(INIT_FIT, Init.Continued::fit)));

    static final Parameter<Init> INIT = open(
            "init",
            INIT_FORMS,
            "zeros when the learning_rate is a number or there is no intercept, else constant",
            "the parameters that the fit starts from; constant is weights of 0 and the intercept that is best beside them: "
                    + "the mean of the targets, their median, the log of their mean, the log odds, as the loss has it");

    private InitCatalog() {}
}
