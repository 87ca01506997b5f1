package io.descent.web.models;

import io.descent.data.TableSource;
import io.descent.dataset.TableStore;
import io.descent.predict.Intervals;
import io.descent.predict.PredictedRows;
import io.descent.predict.PredictionSink;
import io.descent.predict.Scored;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileTable;
import io.descent.web.datasets.FileTables;
import io.descent.wire.FitRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Answers requests for predictions: rows of any form in, predictions of any form out. */
final class Predicting {

    static final String PROBABILITIES = "probabilities";
    static final String INTERVAL = "interval";

    private static final List<String> PARAMETERS = List.of(PROBABILITIES, INTERVAL);

    /**
     * What is to be told beside the predictions.
     *
     * @param intervals null for none
     */
    private record Told(boolean probabilities, @Nullable Intervals intervals) {}

    private final FitRequestReader reader;
    private final FileTables files;
    private final TableStore tables;
    private final WebLimits limits;
    private final long maxCells;

    Predicting(FitRequestReader reader, FileTables files, TableStore tables, WebLimits limits, long maxCells) {
        this.reader = reader;
        this.files = files;
        this.tables = tables;
        this.limits = limits;
        this.maxCells = maxCells;
    }

    /** How many columns of the rows were of no use, and how many levels unknown. */
    private record Met(int ignored, Map<String, Integer> unknown) {}

    /** Rows that hand what is predicted of them to a sink. */
    @FunctionalInterface
    private interface Rows {
        Met predict(PredictionSink to) throws IOException;
    }

    /** Answers for rows that stand in a JSON document, or for the dataset that it names. */
    @Nullable
    Object json(
            Predictor predictor,
            boolean withProbabilities,
            @Nullable Double interval,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Scorer scorer = predictor.scorer();
        FitRequestReader.OwnDataset given = reader.rows(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(given.findings(), Mistakes.Homes.UNKNOWN);
        FileTables.refuseUnknown(http.getParameterMap().keySet(), PARAMETERS, mistakes);
        Told told = new Told(withProbabilities, interval == null ? null : Intervals.of(scorer, interval, mistakes));
        String stored = given.draft().id();
        Rows rows = stored == null
                ? to -> {
                    Scored scored = scorer.score(given.draft(), maxCells, told.intervals(), mistakes);
                    to.begin();
                    to.rows(scored.predictions());
                    return new Met(scored.ignored(), scored.unknown());
                }
                : to -> {
                    mistakes.throwIfAny();
                    return stored(predictor, told, stored, to);
                };
        return answer(rows, predictor, told, http, response);
    }

    private Met stored(Predictor predictor, Told told, String id, PredictionSink to) throws IOException {
        Mistakes mistakes = new Mistakes();
        TableSource table = tables.open(predictor.tenant(), id).orElse(null);
        if (table == null) {
            mistakes.add(
                    "/dataset/id",
                    Mistake.Code.UNKNOWN_VALUE,
                    "must be the id of a dataset that is kept here; GET /v1/datasets lists them");
            mistakes.throwIfAny();
            throw new IllegalStateException("thrown above");
        }
        PredictedRows rows = new PredictedRows(predictor.scorer(), told.intervals(), "/dataset/id", mistakes, to);
        rows.begin(table.names());
        try {
            table.forEach(rows.needed(), stretch -> {
                try {
                    rows.rows(stretch);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return met(rows);
    }

    private static Met met(PredictedRows rows) {
        rows.end();
        return new Met(rows.ignored(), rows.unknown());
    }

    /** Answers for the rows of a file. */
    @Nullable
    Object file(Predictor predictor, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Scorer scorer = predictor.scorer();
        try (FileTable file = files.receive(http, PARAMETERS)) {
            Told told = new Told(withProbabilities(file), intervals(file, scorer));
            file.mistakes().throwIfAny();
            return answer(
                    to -> {
                        PredictedRows rows = new PredictedRows(scorer, told.intervals(), "", new Mistakes(), to);
                        file.expecting(scorer.types()).read(rows);
                        return met(rows);
                    },
                    predictor,
                    told,
                    http,
                    response);
        }
    }

    private static boolean withProbabilities(FileTable file) {
        String given = file.parameters().getOrDefault(PROBABILITIES, "true");
        if (!given.equals("true") && !given.equals("false")) {
            file.mistakes().add("/" + PROBABILITIES, Mistake.Code.WRONG_TYPE, "must be true or false");
        }
        return given.equals("true");
    }

    private static @Nullable Intervals intervals(FileTable file, Scorer scorer) {
        String given = file.parameters().get(INTERVAL);
        try {
            return given == null ? null : Intervals.of(scorer, Double.parseDouble(given), file.mistakes());
        } catch (NumberFormatException none) {
            file.mistakes().add("/" + INTERVAL, Mistake.Code.WRONG_TYPE, "must be a number between 0 and 1");
            return null;
        }
    }

    private @Nullable Object answer(
            Rows rows, Predictor predictor, Told told, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        PredictionForm form = PredictionForm.wanted(http);
        if (form == PredictionForm.JSON) {
            CollectedPredictions collected = new CollectedPredictions(predictor.scorer(), told.intervals(), maxCells);
            Met met = rows.predict(collected);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(collected.answer(told.probabilities(), met.unknown(), met.ignored(), predictor.answering()));
        }
        try (WrittenPredictions written = new WrittenPredictions(
                form, predictor.scorer(), told.probabilities(), told.intervals(), tables::upload)) {
            Met met = rows.predict(written);
            long bytes = written.end();
            response.setContentType(form.type() + ";charset=UTF-8");
            response.setContentLengthLong(bytes);
            ModelHeaders.add(response, predictor.answering(), met.unknown(), met.ignored());
            written.to(response.getOutputStream());
            return null;
        }
    }
}
