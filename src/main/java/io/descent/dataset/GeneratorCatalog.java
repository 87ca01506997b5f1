package io.descent.dataset;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;
import static io.descent.schema.Parameter.required;

import io.descent.data.Generator;
import io.descent.schema.Alternatives;
import io.descent.schema.Arguments;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Family;
import io.descent.schema.Mistakes;
import io.descent.schema.Numbers;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Whole;
import java.util.List;

/** The generators of synthetic data. */
public final class GeneratorCatalog {

    private static final int DEFAULT_ROWS = 100;

    private static final Parameter<Integer> ROWS = optional("n", count(), DEFAULT_ROWS, "the number of rows");
    private static final Parameter<Double> INTERCEPT = optional("intercept", Real.any(), 0.0, "y where x is 0");
    private static final Parameter<Double> NOISE =
            optional("noise", Real.from(0), 0.0, "the standard deviation of the normal noise added to y");

    private static final Parameter<Integer> LINE_ROWS =
            open("n", count(), "the length of a range, else " + DEFAULT_ROWS, "the number of rows");
    private static final Parameter<Double> SLOPE = optional("slope", Real.any(), 1.0, "what y gains when x gains 1");
    private static final Parameter<List<Double>> UNIFORM =
            required("uniform", new Numbers(2), "low and high, high excluded");
    private static final Parameter<List<Double>> RANGE =
            required("range", new Numbers(2), "the integers from the first up to and without the second, in order");
    private static final Parameter<Generator.X> LINE_X = optional(
            "x",
            new Alternatives<>(List.of(
                    Structure.of(
                                    "UniformX",
                                    Generator.X.Uniform.class,
                                    "uniform numbers",
                                    a -> new Generator.X.Uniform(
                                            a.get(UNIFORM).get(0),
                                            a.get(UNIFORM).get(1)))
                            .with(UNIFORM, x -> List.of(x.low(), x.high())),
                    Structure.of("RangeX", Generator.X.Range.class, "integers in order", a -> range(a.get(RANGE)))
                            .with(RANGE, x -> List.of((double) x.start(), (double) x.end())))),
            new Generator.X.Uniform(0, 1),
            "where the x come from");

    private static final Parameter<List<Double>> COEF =
            required("coef", new Numbers(0), "a weight for each standard normal feature");

    private static final Parameter<Integer> FEATURES = optional("features", count(), 2, "the number of features");
    private static final Parameter<Integer> CENTERS =
            optional("centers", Domain.integer(1, 1000), 2, "the number of clouds, each a class");
    private static final Parameter<Double> STD =
            optional("std", Real.from(0), 1.0, "the standard deviation of a cloud in each direction");
    private static final Parameter<Double> SEPARATION =
            optional("separation", Real.from(0), 4.0, "the distance of neighbouring centres");

    /** All of them. */
    public static final Family<Generator> GENERATOR = new Family<>(
            "generator",
            List.of(
                    Structure.of(
                                    "line",
                                    Generator.Line.class,
                                    "points about a line: y = slope·x + intercept + noise·N(0, 1)",
                                    GeneratorCatalog::line)
                            .with(LINE_ROWS, Generator.Line::rows)
                            .with(SLOPE, Generator.Line::slope)
                            .with(INTERCEPT, Generator.Line::intercept)
                            .with(LINE_X, Generator.Line::x)
                            .with(NOISE, Generator.Line::noise),
                    Structure.of(
                                    "linear",
                                    Generator.Linear.class,
                                    "standard normal features: y = coef·x + intercept + noise·N(0, 1)",
                                    a -> new Generator.Linear(a.get(ROWS), a.get(COEF), a.get(INTERCEPT), a.get(NOISE)))
                            .with(ROWS, Generator.Linear::rows)
                            .with(COEF, Generator.Linear::coef)
                            .with(INTERCEPT, Generator.Linear::intercept)
                            .with(NOISE, Generator.Linear::noise),
                    Structure.of(
                                    "blobs",
                                    Generator.Blobs.class,
                                    "isotropic normal clouds, one a class; the target is the number of the class",
                                    a -> new Generator.Blobs(
                                            a.get(ROWS),
                                            a.get(FEATURES),
                                            a.get(CENTERS),
                                            a.get(STD),
                                            a.get(SEPARATION)))
                            .with(ROWS, Generator.Blobs::rows)
                            .with(FEATURES, Generator.Blobs::features)
                            .with(CENTERS, Generator.Blobs::centers)
                            .with(STD, Generator.Blobs::std)
                            .with(SEPARATION, Generator.Blobs::separation)));

    private GeneratorCatalog() {}

    private static Domain<Integer> count() {
        return Domain.integer(1, Integer.MAX_VALUE);
    }

    private static Generator.Line line(Arguments a) {
        Generator.X x = a.get(LINE_X);
        int rows = switch (x) {
            case Generator.X.Range(int start, int end) -> a.getOr(LINE_ROWS, end - start);
            case Generator.X.Uniform _ -> a.getOr(LINE_ROWS, DEFAULT_ROWS);
        };
        if (x instanceof Generator.X.Range(int start, int end) && rows != end - start) {
            throw new ConflictException("/n", "must be " + (end - start) + ", the length of the range, or left out");
        }
        return new Generator.Line(rows, a.get(SLOPE), a.get(INTERCEPT), x, a.get(NOISE));
    }

    private static Generator.X.Range range(List<Double> bounds) {
        Whole whole = new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        Mistakes mistakes = new Mistakes();
        Long start = whole.read(bounds.get(0), "", mistakes);
        Long end = whole.read(bounds.get(1), "", mistakes);
        if (start == null || end == null) {
            throw new ConflictException("/range", "must be two whole numbers of 32 bits");
        }
        return new Generator.X.Range(start.intValue(), end.intValue());
    }
}
