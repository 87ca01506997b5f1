package io.descent.web.plots;

import io.descent.data.Classes;
import io.descent.job.DatasetSummary;
import io.descent.job.Job;
import io.descent.model.LinearModel;
import io.descent.picture.Axis;
import io.descent.picture.Picture;
import io.descent.predict.Scorer;
import io.descent.schema.Names;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fit of one feature or two that is to be drawn.
 *
 * @param rows null where they are not known
 * @param target what it predicts
 */
record Plot(Job job, Scorer scorer, @Nullable PlotRows rows, String target) {

    /** Draws it. */
    Picture picture() {
        return model().features().size() == 1 ? new LinePlot(this).picture() : new PlanePlot(this).picture();
    }

    LinearModel model() {
        return scorer.model();
    }

    /** Returns the names of the classes of a classifier. */
    List<String> classes() {
        Classes classes = model().classes();
        return classes == null
                ? List.of()
                : classes.labels().stream()
                        .map(label -> Classes.written(label).toString())
                        .toList();
    }

    /** Returns the axis of a feature: as far as the rows go, or went. */
    Axis axis(int feature) {
        String name = model().features().get(feature);
        DatasetSummary.Origin origin = job.dataset().origin();
        if (rows != null) {
            return Axis.of(name, rows.features()[feature]);
        }
        if (origin == null) {
            throw new IllegalStateException("a plot without rows has the ranges of its features");
        }
        return Axis.around(
                name, origin.ranges().get(2 * feature), origin.ranges().get(2 * feature + 1));
    }

    String title() {
        return job.label() == null ? job.id() : job.label();
    }

    String subtitle() {
        return Names.json(model().type()) + " · "
                + (rows == null ? "without its rows, which are not kept: POST them to see them" : counted(rows))
                + (job.label() == null ? "" : " · " + job.id());
    }

    private static String counted(PlotRows rows) {
        return rows.shown() == rows.of()
                ? String.format(Locale.ROOT, "%,d rows", rows.of())
                : String.format(Locale.ROOT, "%,d of %,d rows", rows.shown(), rows.of());
    }

    /** Returns «w₁·a + w₂·b + b₀» of an output, for those who do not see the picture. */
    String formula(int output) {
        StringBuilder sum = new StringBuilder(number(model().intercept()[output]));
        int width = model().features().size();
        for (int j = 0; j < width; j++) {
            double weight = model().coef()[output * width + j];
            sum.append(weight < 0 ? " − " : " + ")
                    .append(number(Math.abs(weight)))
                    .append("·")
                    .append(model().features().get(j));
        }
        return sum.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
