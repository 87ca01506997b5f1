package io.descent.optimize.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.data.TestData;
import io.descent.objective.LinearMargins;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.Poisson;
import io.descent.objective.SoftmaxLoss;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts are those of a linear program, HiGHS through SciPy; src/test/resources/separation/make.py has it. */
class SeparationTest {

    private static final JsonNode PROBLEMS = read();

    private static JsonNode read() {
        try (InputStream in = SeparationTest.class.getResourceAsStream("/separation/problems.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> problems(String model) {
        List<JsonNode> problems = PROBLEMS.valueStream()
                .filter(problem -> problem.get("model").asString().equals(model))
                .toList();
        assertThat(problems).hasSizeGreaterThanOrEqualTo(100);
        return problems;
    }

    private static Objective objective(JsonNode problem, double factor, double offset) {
        List<double[]> rows = new ArrayList<>();
        for (JsonNode row : problem.get("x")) {
            rows.add(row.valueStream()
                    .mapToDouble(value -> factor * value.asDouble() + offset)
                    .toArray());
        }
        double[] targets =
                problem.get("y").valueStream().mapToDouble(JsonNode::asDouble).toArray();
        return objective(problem.get("model").asString(), problem.get("classes").asInt(), rows, targets);
    }

    private static Objective objective(String model, int classes, List<double[]> rows, double[] targets) {
        int features = rows.getFirst().length;
        DenseDataset data = TestData.dataset(
                rows.stream().flatMapToDouble(Arrays::stream).toArray(),
                IntStream.range(0, features).mapToObj(j -> "x" + j).toList(),
                targets);
        Loss loss = switch (model) {
            case "logistic" -> new LogLoss();
            case "poisson" -> new Poisson();
            default -> new SoftmaxLoss();
        };
        ParameterShape shape = new ParameterShape(features, model.equals("softmax") ? classes : 1, true);
        return new Objective(data, loss, new Penalty.None(), new LinearMargins(data, shape));
    }

    private static RowsApart apart(Objective objective, double work) {
        return RowsApart.of(
                new Halfspaces(objective, new double[objective.shape().features()]), work);
    }

    private static List<Integer> told(Objective objective, double[] point) {
        return Separation.of(objective, new double[objective.shape().features()], point);
    }

    @ParameterizedTest
    @CsvSource({"logistic, 139", "softmax, 179", "poisson, 87"})
    void asManyConditionsAreSetApartAsByALinearProgram(String model, int separated) {
        int found = 0;
        List<String> wrong = new ArrayList<>();
        for (JsonNode problem : problems(model)) {
            RowsApart apart = apart(objective(problem, 1, 0), 1e9);

            assertThat(apart.complete()).isTrue();
            found += apart.conditions().isEmpty() ? 0 : 1;
            if (apart.conditions().cardinality() != problem.get("apart").asInt()) {
                wrong.add(apart.conditions() + " of " + problem);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(found).isEqualTo(separated);
    }

    @ParameterizedTest
    @CsvSource({"logistic", "softmax", "poisson"})
    void unitsAndOffsetsChangeNoVerdict(String model) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode problem : problems(model)) {
            for (double factor : new double[] {1e-6, 100, -1e9, 1e200}) {
                for (double offset : new double[] {0, 1e6 * factor}) {
                    RowsApart apart = apart(objective(problem, factor, offset), 1e9);
                    if (apart.conditions().cardinality() != problem.get("apart").asInt()) {
                        wrong.add(factor + " and " + offset + ": " + problem);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "softmax", "poisson"})
    void featuresAreToldExactlyWhereSomethingIsSetApartWhereverAFitHasEnded(String model) {
        Random random = new Random(11);
        List<String> wrong = new ArrayList<>();
        for (JsonNode problem : problems(model)) {
            Objective objective = objective(problem, 1, 0);
            double[] zeros = new double[objective.shape().size()];
            double[] somewhere = random.doubles(zeros.length, -2, 2).toArray();
            double[] newton = afterSteps(objective, 25);
            for (double[] point : List.of(zeros, somewhere, newton)) {
                boolean told = !told(objective, point).isEmpty();
                if (told != problem.get("apart").asInt() > 0) {
                    wrong.add(Arrays.toString(point) + ": " + problem);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Where damped steps of Newton's method lead: to the minimum where there is one. */
    private static double[] afterSteps(Objective objective, int steps) {
        double[] point = objective.constant();
        for (int i = 0; i < steps; i++) {
            SecondOrder at = new SecondOrder(objective, point, () -> false);
            at.measure();
            SymmetricMatrix curvature = Objects.requireNonNull(at.curvature(1));
            curvature.factor();
            double[] step = at.inOrder(curvature.solve(at.inBlocks(at.gradient())));
            double longest = Arrays.stream(step).map(Math::abs).max().orElseThrow();
            for (int j = 0; j < point.length; j++) {
                point[j] -= step[j] * Math.min(1, 2 / longest);
            }
        }
        return point;
    }

    private static List<double[]> rows(int count, IntToDoubleFunction... columns) {
        return IntStream.range(0, count)
                .mapToObj(i -> Arrays.stream(columns)
                        .mapToDouble(column -> column.applyAsDouble(i))
                        .toArray())
                .toList();
    }

    @Test
    void onlyTheFeaturesThatItTakesAreTold() {
        double[] noise = new Random(3).doubles(60, -1, 1).toArray();
        double[] more = new Random(4).doubles(60, -1, 1).toArray();
        double[] targets =
                IntStream.range(0, 60).mapToDouble(i -> i < 6 ? 1 : i % 2).toArray();
        // rows 0 to 5 have the mark x1, or x3; no other row has
        Objective objective = objective(
                "logistic",
                2,
                rows(60, i -> noise[i], i -> i < 4 ? 1 : 0, i -> more[i], i -> i == 4 || i == 5 ? 2 : 0),
                targets);

        assertThat(told(objective, new double[5])).containsExactly(1, 3);
    }

    @Test
    void rowsThatFallAtVeryDifferentSpeedsAreAllSeen() {
        double[] targets =
                IntStream.range(0, 40).mapToDouble(i -> i < 3 ? 1 : i % 2).toArray();
        Objective objective = objective(
                "logistic",
                2,
                rows(40, i -> i == 0 ? 1e-3 : i == 1 ? 1 : i == 2 ? 1e3 : 0, i -> i % 7 - (i % 2) * 0.5),
                targets);

        RowsApart apart = apart(objective, 1e9);

        assertThat(apart.conditions().stream()).containsExactly(0, 1, 2);
        assertThat(told(objective, new double[3])).containsExactly(0);
    }

    @Test
    void rowsOfWeightZeroTakeNoPart() {
        List<double[]> rows = rows(8, i -> i, i -> i == 3 || i == 7 ? 1 : 0);
        double[] targets = {0, 1, 0, 1, 1, 0, 1, 0};
        Objective all = objective("logistic", 2, rows, targets);
        DenseDataset data = (DenseDataset) all.data();
        Objective without = new Objective(
                data.withWeights(new double[] {1, 1, 1, 1, 1, 1, 1, 0}), all.loss(), all.penalty(), all.map());

        assertThat(told(all, new double[3])).isEmpty();
        assertThat(told(without, new double[3])).containsExactly(1);
    }

    @Test
    void whatTakesTooLongIsNotTold() {
        JsonNode separated = problems("softmax").stream()
                .filter(problem -> problem.get("apart").asInt() > 0)
                .findFirst()
                .orElseThrow();

        RowsApart apart = apart(objective(separated, 1, 0), 1);

        assertThat(apart.complete()).isFalse();
        assertThat(apart.conditions().isEmpty()).isTrue();
    }
}
