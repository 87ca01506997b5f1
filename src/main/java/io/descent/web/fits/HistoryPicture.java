package io.descent.web.fits;

import io.descent.job.Job;
import io.descent.optimize.course.Extremes;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Series;
import io.descent.picture.Axis;
import io.descent.picture.Layer;
import io.descent.picture.Picture;
import io.descent.schema.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The losses of a fit, drawn by epoch or update. */
final class HistoryPicture {

    /** From which largest by least loss on a linear scale would show the beginning alone. */
    private static final double WIDE = 100;

    /** The curves that there may be, in the order of their colours. */
    private static final List<Drawn> DRAWN = List.of(
            new Drawn(Series.LOSS, "training loss"),
            new Drawn(Series.VAL_LOSS, "validation loss"),
            new Drawn(Series.OBJECTIVE, "objective"));

    private record Drawn(Series series, String name) {}

    private HistoryPicture() {}

    /**
     * Draws a history.
     *
     * @param scale null where that is left to the losses
     * @param most how many records may be drawn
     * @param columns of pixels
     */
    static Picture of(Job job, History history, @Nullable LossScale scale, int most, int columns) {
        List<Series> told = DRAWN.stream()
                .map(Drawn::series)
                .filter(history.columns().told()::contains)
                .toList();
        // a least and a largest of each curve for each column of pixels is all that can be seen
        History shown = Extremes.of(history, told, Math.min(most, 2 * told.size() * columns + 2));
        long[] updates = shown.update();
        double[] x = updates == null
                ? Arrays.stream(shown.epoch()).asDoubleStream().toArray()
                : Arrays.stream(updates).asDoubleStream().toArray();
        Map<String, double[]> curves = new LinkedHashMap<>();
        List<Layer> layers = new ArrayList<>();
        for (int color = 0; color < DRAWN.size(); color++) {
            Drawn drawn = DRAWN.get(color);
            double[] values = shown.series(drawn.series());
            if (values != null) {
                curves.put(drawn.name(), values);
                boolean sparse = updates != null && !drawn.series().equals(Series.LOSS);
                layers.add(
                        sparse
                                ? measured(drawn.name(), color, x, values)
                                : new Layer.Curve(drawn.name(), color, x, values, true));
            }
        }
        double[] finite = curves.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        return new Picture(
                title(job),
                subtitle(job),
                description(job, x, curves, updates == null ? "epoch" : "update"),
                x.length == 0
                        ? new Axis("epoch", 0, 1, false, true)
                        : Axis.whole(updates == null ? "epoch" : "update", x[0], x[x.length - 1]),
                losses(finite, scale),
                layers,
                null,
                finite.length > 0 ? null : "no history to draw: the fit is " + state(job));
    }

    /** The losses after an epoch stand in the last record of the epoch alone, where records are of updates. */
    private static Layer measured(String name, int color, double[] x, double[] values) {
        int[] measured = IntStream.range(0, values.length)
                .filter(record -> !Double.isNaN(values[record]))
                .toArray();
        return new Layer.Curve(
                name,
                color,
                Arrays.stream(measured).mapToDouble(record -> x[record]).toArray(),
                Arrays.stream(measured).mapToDouble(record -> values[record]).toArray(),
                true);
    }

    private static Axis losses(double[] finite, @Nullable LossScale scale) {
        double least = DoubleStream.of(finite).min().orElse(0);
        double largest = DoubleStream.of(finite).max().orElse(1);
        boolean logarithmic =
                scale == null ? least > 0 && largest / WIDE > least : scale == LossScale.LOG && largest > 0;
        if (logarithmic) {
            return Axis.logarithmic(least > 0 ? "loss (log scale)" : "loss (log scale, above 0)", finite);
        }
        Axis around = Axis.of("loss", finite);
        // a loss that can be seen against 0 is
        return least >= 0 && least < largest / 3 ? new Axis("loss", 0, around.largest(), false, false) : around;
    }

    private static String title(Job job) {
        return job.label() == null ? job.id() : job.label();
    }

    private static String subtitle(Job job) {
        return String.format(
                Locale.ROOT,
                "%s · %,d of %,d epochs%s",
                state(job),
                job.progress().epoch(),
                job.progress().epochs(),
                job.label() == null ? "" : " · " + job.id());
    }

    private static String state(Job job) {
        String reason = FitAnswers.stopReason(job.ending());
        return Names.json(job.status()) + (reason == null ? "" : ": " + reason.replace('_', ' '));
    }

    private static String description(Job job, double[] x, Map<String, double[]> curves, String unit) {
        StringBuilder text = new StringBuilder("The losses of a fit by " + unit + "; " + state(job) + ".");
        curves.forEach((name, values) -> {
            int[] finite = IntStream.range(0, values.length)
                    .filter(record -> Double.isFinite(values[record]))
                    .toArray();
            if (finite.length > 0) {
                int first = finite[0];
                int last = finite[finite.length - 1];
                text.append(String.format(
                        Locale.ROOT,
                        " %s: %.6g at %s %,d, %.6g at %s %,d.",
                        name,
                        values[first],
                        unit,
                        (long) x[first],
                        values[last],
                        unit,
                        (long) x[last]));
            }
        });
        return text.toString();
    }
}
