package io.descent.web.models;

import io.descent.data.ScratchFiles;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.CollectedTable;
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
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileTable;
import io.descent.web.datasets.FileTables;
import io.descent.wire.FitRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Answers how good predictions are. */
final class Evaluating {

    static final String TARGET = "target";
    static final String WEIGHT = "weight";
    static final String THRESHOLD = "threshold";
    static final String INCLUDE = "include";

    /** Of a table that does not fit in memory, until it is evaluated. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final FitRequestReader reader;
    private final FileTables files;
    private final TableStore tables;
    private final WebLimits webLimits;
    private final Limits limits;

    Evaluating(FitRequestReader reader, FileTables files, TableStore tables, WebLimits webLimits, Limits limits) {
        this.reader = reader;
        this.files = files;
        this.tables = tables;
        this.webLimits = webLimits;
        this.limits = limits;
    }

    /** Answers for rows that stand in a JSON document, or for the dataset that it names. */
    EvaluationAnswer json(Predictor predictor, Map<String, String> parameters, HttpServletRequest http)
            throws IOException {
        FitRequestReader.OwnDataset given = reader.rows(DecodedBody.of(http, webLimits));
        Mistakes mistakes = new Mistakes(given.findings(), Mistakes.Homes.UNKNOWN);
        FileTables.refuseUnknown(parameters.keySet(), List.of(THRESHOLD, INCLUDE), mistakes);
        return answer(predictor, given.draft(), parameters, mistakes);
    }

    /** Answers for the rows of a file. */
    EvaluationAnswer file(Predictor predictor, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        try (FileTable received = files.receive(http, List.of(TARGET, WEIGHT, THRESHOLD, INCLUDE))) {
            received.mistakes().throwIfAny();
            Map<String, String> parameters = received.parameters();
            String target = parameters.get(TARGET);
            String weight = parameters.get(WEIGHT);
            if (target != null && target.equals(weight)) {
                received.mistakes().add("/" + WEIGHT, Mistake.Code.CONFLICT, "must be another column than the target");
                received.mistakes().throwIfAny();
            }
            FileTable file = received.expecting(
                    types(predictor, parameters),
                    Stream.of(target, weight).filter(Objects::nonNull).toList());
            String kept = null;
            try {
                DatasetDraft draft;
                try {
                    draft = DatasetDraft.of("", file.load(), () -> "", target, null, weight);
                } catch (CollectedTable.TooLargeException beyondMemory) {
                    kept = file.keep(KEPT);
                    draft = DatasetDraft.of("", kept, target, null, weight);
                }
                return answer(predictor, draft, parameters, new Mistakes());
            } finally {
                if (kept != null) {
                    tables.delete(kept);
                }
            }
        }
    }

    /** A target is what its values are, as it was for the training. */
    private static Map<String, ColumnType> types(Predictor predictor, Map<String, String> parameters) {
        Map<String, ColumnType> types = new LinkedHashMap<>(predictor.scorer().types());
        types.remove(parameters.get(TARGET));
        return types;
    }

    private EvaluationAnswer answer(
            Predictor predictor, DatasetDraft draft, Map<String, String> parameters, Mistakes mistakes) {
        Double threshold = threshold(predictor, parameters.get(THRESHOLD), mistakes);
        Set<CurveAnswers.Kind> wanted = wanted(parameters.get(INCLUDE), mistakes);
        try (ScratchFiles scratch = new ScratchFiles(limits.scratch())) {
            Judged rows = predictor
                    .scorer()
                    .judge(draft, new Environment(tables::open, limits.maxCells(), scratch), mistakes);
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
