package io.descent.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes a history as CSV (RFC 4180): a line a record, vectors as a column for each coordinate. */
final class HistoryCsv {

    private final List<String> header = new ArrayList<>();
    private final List<IntFunction<Object>> columns = new ArrayList<>();
    private final HistoryAnswer history;
    private final List<String> features;
    private final List<String> outputs;

    private HistoryCsv(HistoryAnswer history, List<String> features, List<String> outputs) {
        this.history = history;
        this.features = features;
        this.outputs = outputs;
        column("epoch", i -> history.epoch()[i]);
        long[] update = history.update();
        if (update != null) {
            column("update", i -> update[i]);
        }
        series("loss", history.loss());
        series("learning_rate", history.learningRate());
        series("objective", history.objective());
        series("excess_loss", history.excessLoss());
        series("batch_sse", history.batchSse());
        series("accuracy", history.accuracy());
        series("val_loss", history.valLoss());
        series("val_batch_sse", history.valBatchSse());
        series("val_accuracy", history.valAccuracy());
        vectors("", history.params());
        vectors("gradient_", history.gradient());
        vectors("direction_", history.direction());
    }

    /**
     * Writes a history.
     *
     * @param features the names of the features
     * @param outputs the names of the classes where each has parameters of its own, else none
     */
    static void write(HistoryAnswer history, List<String> features, List<String> outputs, Writer to) {
        new HistoryCsv(history, features, outputs).print(to);
    }

    private void print(Writer to) {
        try (CSVPrinter printer = CSVFormat.RFC4180.print(to)) {
            printer.printRecord(header);
            for (int i = 0; i < history.epoch().length; i++) {
                for (IntFunction<Object> column : columns) {
                    printer.print(column.apply(i));
                }
                printer.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void column(String name, IntFunction<Object> value) {
        header.add(name);
        columns.add(value);
    }

    private void series(String name, double @Nullable [] values) {
        if (values != null) {
            column(name, i -> cell(values[i]));
        }
    }

    private void vectors(String prefix, HistoryAnswer.@Nullable Vectors vectors) {
        if (vectors == null) {
            return;
        }
        if (outputs.isEmpty()) {
            column(prefix + "intercept", i -> cell((double) vectors.intercept()[i]));
            IntStream.range(0, features.size())
                    .forEach(j ->
                            column(prefix + "coef_" + features.get(j), i -> cell(((double[]) vectors.coef()[i])[j])));
            return;
        }
        IntStream.range(0, outputs.size())
                .forEach(k -> column(
                        prefix + "intercept_" + outputs.get(k), i -> cell(((double[]) vectors.intercept()[i])[k])));
        IntStream.range(0, outputs.size() * features.size()).forEach(at -> {
            int k = at / features.size();
            int j = at % features.size();
            column(
                    prefix + "coef_" + outputs.get(k) + "_" + features.get(j),
                    i -> cell(((double[][]) vectors.coef()[i])[k][j]));
        });
    }

    private static Object cell(double value) {
        return Double.isFinite(value) ? value : "";
    }
}
