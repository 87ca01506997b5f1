package io.descent.web.plots;

import io.descent.access.Tenant;
import io.descent.data.ScratchFiles;
import io.descent.data.Spread;
import io.descent.data.TableSource;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.DatasetResolver;
import io.descent.dataset.DatasetResolver.Environment;
import io.descent.dataset.TableStore;
import io.descent.dataset.TrainingData;
import io.descent.fit.OptimizerService;
import io.descent.fit.prepare.Limits;
import io.descent.job.DatasetSummary;
import io.descent.job.Job;
import io.descent.picture.Look;
import io.descent.predict.Scorer;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.web.Pictures;
import io.descent.web.models.TargetedBodies;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.UnknownResourceException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Draws fits of one feature or two. */
final class Plotting {

    private static final int MOST_FEATURES = 2;

    private final OptimizerService service;
    private final TargetedBodies bodies;
    private final TableStore tables;
    private final Limits limits;

    Plotting(OptimizerService service, TargetedBodies bodies, TableStore tables, Limits limits) {
        this.service = service;
        this.bodies = bodies;
        this.tables = tables;
        this.limits = limits;
    }

    /** A fit that can be drawn. */
    private record Drawable(Job job, Scorer scorer) {}

    /** Answers with the rows that it was trained on, as far as they can be found again. */
    ResponseEntity<Object> known(Tenant tenant, String id, Look look) {
        Drawable fit = drawable(tenant, id);
        DatasetSummary.Origin origin = fit.job().dataset().origin();
        Map<String, @Nullable Object> dataset =
                origin == null || isGone(tenant, origin.dataset()) ? null : origin.dataset();
        if (dataset == null) {
            if (origin == null || origin.ranges().isEmpty()) {
                throw new ConflictingStateException(
                        "Neither the rows of this fit nor their ranges are kept: POST rows with their target to this URL, "
                                + "in any form that /evaluate takes.");
            }
            return answer(new Plot(fit.job(), fit.scorer(), null, "y"), look);
        }
        DatasetDraft draft = new DatasetDraft();
        dataset.forEach((name, value) -> draft.put(name, Mistakes.at("/dataset", name), value));
        return answer(fit, draft, true, new Mistakes(), look);
    }

    private boolean isGone(Tenant tenant, @Nullable Map<String, @Nullable Object> dataset) {
        return dataset != null
                && dataset.get("id") instanceof String table
                && tables.open(tenant, table).isEmpty();
    }

    /** Answers with the rows of a JSON document, or of the dataset that it names. */
    ResponseEntity<Object> json(
            Tenant tenant, String id, Map<String, String> parameters, HttpServletRequest http, Look look)
            throws IOException {
        Drawable fit = drawable(tenant, id);
        return bodies.json(
                http,
                parameters,
                Pictures.PARAMETERS,
                (draft, _, mistakes) -> answer(fit, draft, false, mistakes, look));
    }

    /**
     * Answers with the rows of a file.
     *
     * @param looks the parameters of the URL that say how the picture looks: a form has no fields for them
     */
    ResponseEntity<Object> file(Tenant tenant, String id, Collection<String> looks, HttpServletRequest http, Look look)
            throws IOException, HttpMediaTypeNotSupportedException {
        Drawable fit = drawable(tenant, id);
        return bodies.file(
                tenant, http, fit.scorer(), looks, (draft, _, mistakes) -> answer(fit, draft, false, mistakes, look));
    }

    private Drawable drawable(Tenant tenant, String id) {
        Job job = service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        Scorer scorer = Scorer.of(job)
                .orElseThrow(() -> new ConflictingStateException("The fit is " + Names.json(job.status())
                        + (job.status().done()
                                ? ", and has no parameters to draw."
                                : "; it can be drawn when it has succeeded.")
                        + " GET /v1/fits/{id}/history draws its losses."));
        int features = scorer.model().features().size();
        if (features > MOST_FEATURES) {
            throw new ConflictingStateException("There is no plot of more than two features, and the model has "
                    + features + ": fit two of them alone (`features`), or see how good it is with /evaluate.");
        }
        if (!scorer.known().encoding().plain()) {
            throw new ConflictingStateException(
                    "There is no plot of encoded columns: only of one or two columns of numbers "
                            + "that are features as they are.");
        }
        return new Drawable(job, scorer);
    }

    /**
     * Answers with rows.
     *
     * @param trained whether they are those of the training: a generator then makes the same again
     */
    private ResponseEntity<Object> answer(
            Drawable fit, DatasetDraft draft, boolean trained, Mistakes mistakes, Look look) {
        Map<String, @Nullable Object> given = draft.values();
        // a list of weights goes with all rows of a table
        boolean sampled = !(given.get("weight") instanceof double[]);
        int[] all = {0};
        try (ScratchFiles scratch = new ScratchFiles(limits.scratch())) {
            Environment environment =
                    new Environment(table -> open(fit.job().tenant(), table, sampled, all), limits.maxCells(), scratch);
            TrainingData data = trained && given.containsKey("generator")
                    ? generated(fit, draft, environment, mistakes)
                    : fit.scorer().targeted(draft, environment, mistakes);
            int rows = data.dataset().rows();
            String target = given.get("target") instanceof String name ? name : "y";
            return answer(
                    new Plot(fit.job(), fit.scorer(), PlotRows.of(data.dataset(), Math.max(all[0], rows)), target),
                    look);
        }
    }

    private Optional<TableSource> open(Tenant tenant, String table, boolean sampled, int[] all) {
        return tables.open(tenant, table).map(source -> {
            if (!sampled || source.rows() <= PlotRows.MOST) {
                return source;
            }
            all[0] = source.rows();
            return source.select(Spread.of(source.rows(), PlotRows.MOST));
        });
    }

    private static TrainingData generated(
            Drawable fit, DatasetDraft draft, Environment environment, Mistakes mistakes) {
        long seed = fit.job().config().get("seed") instanceof Number number ? number.longValue() : 0;
        DatasetResolver.Task task =
                new DatasetResolver.Task(fit.scorer().model().type(), null, true, null, seed);
        TrainingData data = DatasetResolver.resolve(draft, task, environment, mistakes);
        mistakes.throwIfAny();
        if (data == null) {
            throw new IllegalStateException("a dataset without mistakes resolves");
        }
        return data;
    }

    private static ResponseEntity<Object> answer(Plot plot, Look look) {
        return Pictures.answer(plot.picture(), look);
    }
}
