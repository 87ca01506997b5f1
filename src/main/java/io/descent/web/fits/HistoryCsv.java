package io.descent.web.fits;

import io.descent.optimize.course.HistorySpec;
import io.descent.schema.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a history as CSV (RFC 4180): a line a record, vectors as a column for each coordinate. */
final class HistoryCsv {

    /** Their columns have no prefix. */
    private static final String PARAMS = Names.json(HistorySpec.Include.PARAMS);

    private final List<String> header = new ArrayList<>();
    private final List<IntFunction<Object>> columns = new ArrayList<>();
    private final int size;
    private final List<String> features;
    private final List<String> outputs;

    private HistoryCsv(HistoryAnswer history, List<String> features, List<String> outputs) {
        this.features = features;
        this.outputs = outputs;
        this.size = Array.getLength(history.series().get(HistoryAnswer.EPOCH));
        history.series().forEach((name, values) -> {
            switch (values) {
                case HistoryAnswer.Vectors vectors -> vectors(name.equals(PARAMS) ? "" : name + "_", vectors);
                case double[] series -> column(name, i -> cell(series[i]));
                default -> column(name, i -> Array.get(values, i));
            }
        });
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
            for (int i = 0; i < size; i++) {
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

    private void vectors(String prefix, HistoryAnswer.Vectors vectors) {
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
        return Double.isFinite(value) ? (Object) (value + 0.0) : "";
    }
}
