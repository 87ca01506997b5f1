package io.descent.web.models;

import io.descent.data.ScratchFiles;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.DatasetResolver.Environment;
import io.descent.dataset.TableStore;
import io.descent.evaluate.Evaluation;
import io.descent.evaluate.ScoredRows;
import io.descent.fit.prepare.Limits;
import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import io.descent.predict.Judged;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Answers how good predictions are. */
final class Evaluating {

    static final String TARGET = TargetedBodies.TARGET;
    static final String WEIGHT = TargetedBodies.WEIGHT;
    static final String THRESHOLD = "threshold";
    static final String INCLUDE = "include";

    private static final List<String> PARAMETERS = List.of(THRESHOLD, INCLUDE);

    private final TargetedBodies bodies;
    private final TableStore tables;
    private final Limits limits;

    Evaluating(TargetedBodies bodies, TableStore tables, Limits limits) {
        this.bodies = bodies;
        this.tables = tables;
        this.limits = limits;
    }

    /** Answers for rows that stand in a JSON document, or for the dataset that it names. */
    EvaluationAnswer json(Predictor predictor, Map<String, String> parameters, HttpServletRequest http)
            throws IOException {
        return bodies.json(
                http, parameters, PARAMETERS, (draft, given, mistakes) -> answer(predictor, draft, given, mistakes));
    }

    /** Answers for the rows of a file. */
    EvaluationAnswer file(Predictor predictor, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return bodies.file(
                predictor.tenant(),
                http,
                predictor.scorer(),
                PARAMETERS,
                (draft, given, mistakes) -> answer(predictor, draft, given, mistakes));
    }

    private EvaluationAnswer answer(
            Predictor predictor, DatasetDraft draft, Map<String, String> parameters, Mistakes mistakes) {
        Double threshold = threshold(predictor, parameters.get(THRESHOLD), mistakes);
        Set<CurveAnswers.Kind> wanted = wanted(parameters.get(INCLUDE), mistakes);
        try (ScratchFiles scratch = new ScratchFiles(limits.scratch())) {
            Judged rows = predictor
                    .scorer()
                    .judge(draft, new Environment(tables.of(predictor.tenant()), limits.maxCells(), scratch), mistakes);
            ScoredRows scored = ScoredRows.of(rows.predictions(), rows.truth());
            Evaluation evaluation = Evaluation.of(
                    scored,
                    new Evaluation.Settings(threshold, predictor.scorer().quantile()));
            return EvaluationAnswer.of(
                    evaluation,
                    scored.truth().rows(),
                    CurveAnswers.of(wanted, scored),
                    rows.dropped(),
                    rows.unknown(),
                    predictor.answering());
        }
    }

    private static @Nullable Double threshold(Predictor predictor, @Nullable String given, Mistakes mistakes) {
        if (given == null) {
            return null;
        }
        LinearModel model = predictor.scorer().model();
        boolean probable = new Predictions(model, new double[0]).hasProbabilities();
        if (model.outputs() != 1 || !model.type().classifies()) {
            mistakes.add(
                    "/" + THRESHOLD,
                    Mistake.Code.CONFLICT,
                    "must be left out: only models of two classes have a threshold");
            return null;
        }
        try {
            double threshold = Double.parseDouble(given);
            if (probable ? threshold >= 0 && threshold <= 1 : Double.isFinite(threshold)) {
                return threshold;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        mistakes.add(
                "/" + THRESHOLD,
                Mistake.Code.OUT_OF_RANGE,
                probable ? "must be a probability from 0 to 1" : "must be a finite number");
        return null;
    }

    private static Set<CurveAnswers.Kind> wanted(@Nullable String given, Mistakes mistakes) {
        Set<CurveAnswers.Kind> wanted = EnumSet.noneOf(CurveAnswers.Kind.class);
        List<String> known = Names.all(CurveAnswers.Kind.class);
        for (String name : given == null || given.isBlank() ? new String[0] : given.split(",", -1)) {
            if (known.contains(name.strip())) {
                wanted.add(Names.constant(CurveAnswers.Kind.class, name.strip()));
            } else {
                mistakes.add(
                        "/" + INCLUDE,
                        Mistake.Code.UNKNOWN_VALUE,
                        "must name some of " + String.join(", ", known) + ", with commas between");
            }
        }
        return wanted;
    }
}
