package io.descent.store;

import io.descent.data.ParameterShape;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a history as it is stored: series by their names, so that one which a release has added or dropped spoils no
 * other. The names of components are a promise: a later release reads them.
 *
 * @param answered the names of the series that are answered
 */
record StoredHistory(
        Shape shape,
        int[] epoch,
        long @Nullable [] update,
        Map<String, double[]> series,
        List<String> answered,
        Map<HistorySpec.Include, double[][]> vectors,
        double optimum) {

    /** The layout of the parameters. */
    record Shape(int features, int outputs, boolean intercept) {

        ParameterShape layout() {
            return new ParameterShape(features, outputs, intercept);
        }
    }

    static StoredHistory of(History history) {
        Columns columns = history.columns();
        Map<String, double[]> series = new LinkedHashMap<>();
        for (int k = 0; k < columns.measured().size(); k++) {
            series.put(columns.measured().get(k).name(), history.values()[k]);
        }
        Map<HistorySpec.Include, double[][]> vectors = new LinkedHashMap<>();
        for (int k = 0; k < columns.vectors().size(); k++) {
            vectors.put(columns.vectors().get(k), history.vectors()[k]);
        }
        ParameterShape shape = columns.shape();
        return new StoredHistory(
                new Shape(shape.features(), shape.outputs(), shape.intercept()),
                history.epoch(),
                history.update(),
                series,
                columns.told().stream().map(Series::name).toList(),
                vectors,
                history.optimum());
    }

    History history() {
        Map<String, Series> known = Series.all().stream().collect(Collectors.toMap(Series::name, each -> each));
        List<Series> measured = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        series.forEach((name, numbers) -> {
            if (known.containsKey(name)) {
                measured.add(known.get(name));
                values.add(numbers);
            }
        });
        return new History(
                new Columns(
                        shape.layout(),
                        update != null,
                        measured,
                        List.copyOf(vectors.keySet()),
                        answered.stream()
                                .filter(known::containsKey)
                                .map(known::get)
                                .toList()),
                epoch,
                update,
                values.toArray(double[][]::new),
                vectors.values().toArray(double[][][]::new),
                optimum);
    }
}
