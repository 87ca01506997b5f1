package io.descent.predict;

import io.descent.data.Classes;
import io.descent.fit.catalog.FitSettings;
import io.descent.inference.CovarianceFactor;
import io.descent.inference.Inference;
import io.descent.inference.Parameters;
import io.descent.job.DatasetSummary;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.UnreadableDocumentException;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.schema.Mistakes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fit that comes from outside. A digest is no signature: whatever later answers, predicts or continues relies on is looked at
 * before the fit is taken.
 */
public final class ImportedFit {

    private static final Pattern ID = Pattern.compile("fit_[0-9A-HJKMNP-TV-Z]{26}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ImportedFit() {}

    /**
     * Checks a fit.
     *
     * @throws UnreadableDocumentException if its parts do not go together, telling the first that does not
     */
    public static void check(Job job) {
        require(ID.matcher(job.id()).matches(), "its id is none");
        if (!(job.ending() instanceof Ending.Success success)) {
            throw new UnreadableDocumentException("must be a fit that has succeeded");
        }
        counts(job);
        settings(job, success.model());
        model(success.model(), job.dataset());
        outcome(success.outcome(), success.model());
        require(goesWith(success.metrics(), success.model().type()), "its metrics are those of another model");
        require(
                success.validation() == null
                        || goesWith(success.validation(), success.model().type()),
                "its validation has the metrics of another model");
        history(success.outcome().history(), success.model());
        if (success.inference() instanceof Inference.Estimated found) {
            inference(found, success.model());
        }
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new UnreadableDocumentException("holds a fit whose parts do not go together: " + otherwise);
        }
    }

    private static void counts(Job job) {
        DatasetSummary data = job.dataset();
        require(job.version() >= 1 && job.run() >= 0, "its version or run is below the least");
        require(
                Stream.of(job.createdAt(), job.startedAt(), job.finishedAt())
                        .filter(Objects::nonNull)
                        .allMatch(time -> time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)),
                "its times are not between 1970 and 9999");
        require(Double.isFinite(job.work()) && job.work() >= 0, "its work is no number from 0 on");
        require(
                job.progress().epoch() >= 0
                        && job.progress().epochs() >= job.progress().epoch(),
                "its progress has fewer epochs than 0, or than were run");
        require(
                data.rows() >= data.trainingRows() && data.trainingRows() >= 1 && data.validationRows() >= 0,
                "its dataset has fewer rows than there can be");
        require(
                DIGEST.matcher(data.sha256()).matches()
                        && (data.validationSha256() == null
                                || DIGEST.matcher(data.validationSha256()).matches()),
                "the sha256 of its dataset is none");
    }

    private static void settings(Job job, LinearModel model) {
        Mistakes mistakes = new Mistakes();
        Object config = FitSettings.FORM.read(job.config(), "/fit/config", mistakes);
        require(
                config != null && mistakes.count() == 0,
                mistakes.kept().isEmpty()
                        ? "its config is none"
                        : mistakes.kept().getFirst().pointer() + " "
                                + mistakes.kept().getFirst().detail());
        require(FitSettings.modelAlone(job.config()) == model.type(), "its config is of another model");
        Scorer scorer = Scorer.of(job).orElseThrow();
        require(
                // the width first: a document can ask for more features than there is memory for their names
                scorer.known().encoding().width() == model.features().size()
                        && scorer.known().encoding().features().equals(model.features()),
                "its encoding makes other features than the model has");
    }

    private static void model(LinearModel model, DatasetSummary data) {
        List<String> features = model.features();
        require(!features.isEmpty(), "its model has no features");
        require(new HashSet<>(features).size() == features.size(), "its model has a feature twice");
        require(features.equals(data.featureNames()), "its model and its dataset have other features");
        require(finite(model.coef()) && finite(model.intercept()), "its model must have finite parameters");
        Classes classes = model.classes();
        if (classes != null) {
            int wanted = model.outputs() == 1 ? 2 : model.outputs();
            require(classes.labels().size() == wanted, "its model must have " + wanted + " classes");
            require(isSorted(classes.labels()), "its classes are not of one type, sorted and distinct");
            List<String> names = classes.labels().stream()
                    .map(label -> Classes.written(label).toString())
                    .toList();
            require(names.equals(data.classNames()), "its model and its dataset have other classes");
        }
    }

    private static boolean finite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static boolean isSorted(List<Object> labels) {
        Set<Class<?>> types = labels.stream().map(Object::getClass).collect(Collectors.toSet());
        return types.size() == 1
                && List.of(String.class, Double.class, Boolean.class).containsAll(types)
                && List.copyOf(new TreeSet<>(labels)).equals(labels);
    }

    private static void outcome(FitOutcome.Fitted outcome, LinearModel model) {
        double[] weights = model.coef();
        double[] parameters = outcome.parameters();
        double[] withIntercept = DoubleStream.concat(Arrays.stream(weights), Arrays.stream(model.intercept()))
                .toArray();
        require(
                Arrays.equals(parameters, withIntercept)
                        || (Arrays.equals(parameters, weights)
                                && Arrays.stream(model.intercept()).allMatch(b -> b == 0)),
                "its outcome has other parameters than its model");
        require(Double.isFinite(outcome.loss()) && Double.isFinite(outcome.objective()), "its loss is no number");
        require(
                outcome.epochs() >= 0
                        && outcome.checkpoint().epoch() >= 0
                        && (outcome.bestEpoch() == null || outcome.bestEpoch() >= 0),
                "its outcome has fewer epochs than 0");
        require(
                outcome.history().size() == outcome.checkpoint().records(),
                "its history is not as long as its checkpoint says");
    }

    private static boolean goesWith(Metrics metrics, ModelType model) {
        return switch (model) {
            case LINEAR -> metrics instanceof Metrics.Regression;
            case POISSON -> metrics instanceof Metrics.Counts;
            case LOGISTIC -> metrics instanceof Metrics.TwoClasses;
            case SOFTMAX -> metrics instanceof Metrics.ManyClasses;
            case SVM -> metrics instanceof Metrics.Separation;
        };
    }

    private static void history(History history, LinearModel model) {
        int records = history.size();
        require(
                Arrays.stream(history.values()).allMatch(series -> series.length == records)
                        && Arrays.stream(history.vectors()).allMatch(series -> series.length == records),
                "the series of its history are not of one length");
        if (records == 0) {
            return;
        }
        int parameters = history.columns().shape().size();
        require(
                history.columns().shape().features() == model.features().size()
                        && history.columns().shape().outputs() == model.outputs(),
                "its history is of another model");
        require(
                Arrays.stream(history.vectors())
                        .flatMap(Arrays::stream)
                        .allMatch(vector -> vector != null && vector.length == parameters),
                "a vector of its history is not as long as the parameters");
        require(
                history.epoch()[0] >= 1 && ascending(history.epoch()),
                "the epochs of its history do not ascend from 1 on");
        require(ascending(history.update(), records), "the updates of its history do not ascend from 1 on");
    }

    private static void inference(Inference.Estimated found, LinearModel model) {
        int outputs = Math.max(model.outputs() - 1, 1);
        int features = model.features().size();
        int parameters = outputs * (features + (found.intercept() ? 1 : 0));
        Parameters all = found.parameters();
        require(
                found.outputs() == outputs
                        && all.estimate().length == parameters
                        && all.stdError().length == parameters,
                "its inference is of another model");
        require(
                finite(all.estimate())
                        && finite(all.lower())
                        && finite(all.upper())
                        && Arrays.stream(all.stdError()).allMatch(error -> error > 0),
                "its inference has errors that are none");
        CovarianceFactor factor = found.covariance();
        require(
                !factor.isKnown()
                        || (outputs == 1
                                && factor.intercept() == found.intercept()
                                && factor.center().length == features
                                && factor.scale().length == features
                                && factor.factor().length == parameters * (parameters + 1) / 2
                                && finite(factor.center())
                                && finite(factor.factor())
                                && Arrays.stream(factor.scale()).allMatch(scale -> scale > 0)),
                "the covariance of its inference is of another model");
        double[] vif = found.fit().vif();
        require(vif == null || vif.length == features, "its inference has other features");
    }

    private static boolean ascending(int[] epochs) {
        for (int i = 1; i < epochs.length; i++) {
            if (epochs[i] < epochs[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static boolean ascending(long @Nullable [] updates, int records) {
        if (updates == null) {
            return true;
        }
        for (int i = 0; i < updates.length; i++) {
            if (updates[i] < (i == 0 ? 1 : updates[i - 1] + 1)) {
                return false;
            }
        }
        return updates.length == records;
    }
}
