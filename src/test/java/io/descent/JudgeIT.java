package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.judge.IndependentMinimum;
import io.descent.judge.JudgedFit;
import io.descent.judge.MinimumJudge;
import io.descent.judge.Problem;
import io.descent.judge.RandomProblem;
import io.descent.judge.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Whatever the data, a fit ends within 1e-4 of the minimum and says so, or says that it has not converged: compared
 * with minima found by other methods over random problems. {@code -Djudge.problems=5000} takes more of them,
 * {@code -Djudge.first=1234} begins with another seed.
 */
@ServiceTest
class JudgeIT {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeIT.class);

    private static final long FIRST = Long.getLong("judge.first", 0);
    private static final int PROBLEMS = Integer.getInteger("judge.problems", 400);

    /** Each is named for the problems whose turn it is. */
    private static final List<String> RULES = List.of(
            "sgd", "averaged_sgd", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "ftrl");

    private static final int LBFGS_EVERY = 3;

    private static final int CLIENTS = 2;

    /** The judge itself may be in doubt this often. */
    private static final double MOST_SKIPPED = 0.02;

    private static final double LEAST_CONVERGED = 0.98;

    /** Its least is 0, where all weights are: nothing to come to, and nothing that tells classes apart. */
    private static final String PERCEPTRON = "perceptron";

    private final ServiceClient service;

    JudgeIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    /** Judges the default fit of a random problem and those by the optimizers whose turn it is; none where in doubt. */
    private List<JudgedFit> judged(long seed) {
        Map<String, Object> body = RandomProblem.body(seed);
        Problem problem = Problem.of(ServiceClient.JSON.valueToTree(body));
        IndependentMinimum minimum = IndependentMinimum.of(problem);
        List<JudgedFit> fits = new ArrayList<>();
        if (minimum.isCertain()) {
            fits.add(new JudgedFit(seed, problem, "", MinimumJudge.of(answer(body), minimum, false)));
            for (String optimizer : named(seed, problem)) {
                Map<String, Object> request = new HashMap<>(body);
                request.put("optimizer", optimizer);
                fits.add(new JudgedFit(seed, problem, optimizer, MinimumJudge.of(answer(request), minimum, true)));
            }
        }
        return fits;
    }

    /** What was answered, whatever it is: a refusal is judged, too. */
    private JsonNode answer(Map<String, Object> body) {
        return service.post("/v1/fits", ServiceClient.JSON.writeValueAsString(body))
                .json();
    }

    /** The service refuses a solver where it does not apply: those combinations are left out, and no others. */
    private static List<String> named(long seed, Problem problem) {
        List<String> optimizers = new ArrayList<>();
        optimizers.add(RULES.get(Math.floorMod(seed, RULES.size())));
        if (!problem.loss().equals(PERCEPTRON) && seed % LBFGS_EVERY == 0) {
            optimizers.add("lbfgs");
        }
        if (problem.loss().equals("squared_error") && problem.l1() == 0) {
            optimizers.add("exact");
        }
        return optimizers;
    }

    @Test
    void everyFitEndsAtTheMinimumOrSaysThatItDoesNot() throws ExecutionException, InterruptedException {
        List<List<JudgedFit>> problems = new ArrayList<>();
        // threads of its own: a parallel stream would take those of JUnit, and other tests with them
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<List<JudgedFit>>> asked = LongStream.range(FIRST, FIRST + PROBLEMS)
                    .mapToObj(seed -> clients.submit(() -> judged(seed)))
                    .toList();
            for (Future<List<JudgedFit>> fits : asked) {
                problems.add(fits.get());
            }
        }

        List<JudgedFit> fits = problems.stream().flatMap(List::stream).toList();
        Tally defaults = new Tally(fits.stream().filter(JudgedFit::isDefault).toList());
        Tally withMinima = new Tally(defaults.fits().stream()
                .filter(fit -> !fit.loss().equals(PERCEPTRON))
                .toList());
        Tally named = new Tally(fits.stream().filter(fit -> !fit.isDefault()).toList());
        long skipped = problems.stream().filter(List::isEmpty).count();
        LOG.info("judge: {}; with an optimizer named: {}; {} in doubt", defaults, named, skipped);
        LOG.info("judge, all but those of the perceptron loss: {}", withMinima);
        LOG.info("judge, default fits:\n{}", defaults.by(JudgedFit::loss));
        LOG.info("judge, with an optimizer named:\n{}", named.by(JudgedFit::optimizer));
        assertThat(new Tally(fits).wrong()).as("fits that are wrong").isEmpty();
        assertThat(withMinima.converged()).isGreaterThanOrEqualTo(LEAST_CONVERGED);
        assertThat(skipped).as("minima in doubt").isLessThanOrEqualTo((long) (MOST_SKIPPED * PROBLEMS));
    }
}
