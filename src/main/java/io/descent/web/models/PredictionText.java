package io.descent.web.models;

import io.descent.data.Classes;
import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import io.descent.predict.Intervals;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How predictions are written row by row. */
abstract sealed class PredictionText {

    private static final JsonMapper JSON = new JsonMapper();

    private final String[] labels;
    private final boolean withProbabilities;
    private final double[] probabilities;
    private final @Nullable Intervals intervals;
    private final double[] ends = new double[2];

    private PredictionText(LinearModel model, boolean withProbabilities, @Nullable Intervals intervals) {
        this.intervals = intervals;
        this.withProbabilities = withProbabilities;
        this.labels = classes(model).stream().map(this::label).toArray(String[]::new);
        this.probabilities = new double[labels.length];
    }

    private static List<Object> classes(LinearModel model) {
        Classes classes = model.classes();
        return classes == null
                ? List.of()
                : classes.labels().stream().map(Classes::written).toList();
    }

    /**
     * Returns how a model's predictions are written.
     *
     * @param form not JSON
     */
    static PredictionText of(
            PredictionForm form, LinearModel model, boolean withProbabilities, @Nullable Intervals intervals) {
        return switch (form) {
            case CSV -> new Csv(model, withProbabilities, intervals);
            case NDJSON -> new Ndjson(model, withProbabilities, intervals);
            case JSON -> throw new IllegalArgumentException("one JSON document is not written row by row");
        };
    }

    /** Returns what comes before all rows. */
    abstract String head(LinearModel model);

    /** Returns a class as it stands in a row. */
    abstract String label(Object label);

    abstract void begin(StringBuilder to);

    abstract void number(double value, StringBuilder to);

    abstract void beginProbabilities(StringBuilder to);

    abstract void beginScore(StringBuilder to);

    /** Begins what the interval of the mean, or of an observation, has. */
    abstract void beginInterval(boolean ofMean, StringBuilder to);

    abstract void endInterval(StringBuilder to);

    abstract void endProbabilities(StringBuilder to);

    abstract void end(StringBuilder to);

    /** Writes a row. */
    void row(Predictions some, int row, StringBuilder to) {
        begin(to);
        if (labels.length == 0 || !some.isDefined(row)) {
            number(labels.length == 0 ? some.number(row) : Double.NaN, to);
        } else {
            to.append(labels[some.classOf(row)]);
        }
        boolean probable = withProbabilities && some.hasProbabilities();
        if (probable) {
            some.probabilities(row, probabilities);
            beginProbabilities(to);
            for (int k = 0; k < probabilities.length; k++) {
                if (k > 0) {
                    to.append(',');
                }
                number(probabilities[k], to);
            }
            endProbabilities(to);
        } else if (some.hasScores()) {
            beginScore(to);
            number(some.margins()[row], to);
        }
        double[] errors = some.errors();
        if (intervals != null && errors != null) {
            intervals.mean(some.margins()[row], errors[row], ends);
            interval(true, to);
            if (intervals.ofObservations()) {
                intervals.observation(some.margins()[row], errors[row], ends);
                interval(false, to);
            }
        }
        end(to);
    }

    private void interval(boolean ofMean, StringBuilder to) {
        beginInterval(ofMean, to);
        number(ends[0], to);
        to.append(',');
        number(ends[1], to);
        endInterval(to);
    }

    /**
     * {@code prediction}, then {@code probability=…} for each class, or {@code score}, then the ends of intervals; nothing for what
     * is not finite.
     */
    private static final class Csv extends PredictionText {

        private final boolean withProbabilities;
        private final List<String> ofIntervals;

        Csv(LinearModel model, boolean withProbabilities, @Nullable Intervals intervals) {
            super(model, withProbabilities, intervals);
            this.withProbabilities = withProbabilities;
            this.ofIntervals = intervals == null
                    ? List.of()
                    : intervals.ofObservations()
                            ? List.of("mean_lower", "mean_upper", "observation_lower", "observation_upper")
                            : List.of("mean_lower", "mean_upper");
        }

        @Override
        String head(LinearModel model) {
            Predictions none = new Predictions(model, new double[0]);
            Stream<String> more = withProbabilities && none.hasProbabilities()
                    ? classes(model).stream().map(label -> "probability=" + label)
                    : none.hasScores() ? Stream.of("score") : Stream.empty();
            return Stream.of(Stream.of("prediction"), more, ofIntervals.stream())
                    .flatMap(names -> names)
                    .map(CSVFormat.RFC4180::format)
                    .collect(Collectors.joining(",", "", "\r\n"));
        }

        @Override
        String label(Object label) {
            return CSVFormat.RFC4180.format(label);
        }

        @Override
        void begin(StringBuilder to) {}

        @Override
        void number(double value, StringBuilder to) {
            if (Double.isFinite(value)) {
                to.append(value + 0.0);
            }
        }

        @Override
        void beginProbabilities(StringBuilder to) {
            to.append(',');
        }

        @Override
        void beginScore(StringBuilder to) {
            to.append(',');
        }

        @Override
        void beginInterval(boolean ofMean, StringBuilder to) {
            to.append(',');
        }

        @Override
        void endInterval(StringBuilder to) {}

        @Override
        void endProbabilities(StringBuilder to) {}

        @Override
        void end(StringBuilder to) {
            if (to.isEmpty() || to.charAt(to.length() - 1) == '\n') {
                // a row of one empty cell: an empty line is one that readers leave out
                to.append("\"\"");
            }
            to.append("\r\n");
        }
    }

    /** An object with {@code prediction}, and {@code probabilities} or {@code score}; null for what is not finite. */
    private static final class Ndjson extends PredictionText {

        Ndjson(LinearModel model, boolean withProbabilities, @Nullable Intervals intervals) {
            super(model, withProbabilities, intervals);
        }

        @Override
        String head(LinearModel model) {
            return "";
        }

        @Override
        String label(Object label) {
            return JSON.writeValueAsString(label);
        }

        @Override
        void begin(StringBuilder to) {
            to.append("{\"prediction\":");
        }

        @Override
        void number(double value, StringBuilder to) {
            if (Double.isFinite(value)) {
                to.append(value + 0.0);
            } else {
                to.append("null");
            }
        }

        @Override
        void beginProbabilities(StringBuilder to) {
            to.append(",\"probabilities\":[");
        }

        @Override
        void beginScore(StringBuilder to) {
            to.append(",\"score\":");
        }

        @Override
        void beginInterval(boolean ofMean, StringBuilder to) {
            to.append(ofMean ? ",\"mean_interval\":[" : ",\"observation_interval\":[");
        }

        @Override
        void endInterval(StringBuilder to) {
            to.append(']');
        }

        @Override
        void endProbabilities(StringBuilder to) {
            to.append(']');
        }

        @Override
        void end(StringBuilder to) {
            to.append("}\n");
        }
    }
}
