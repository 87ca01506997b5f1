package io.descent.web.plots;

import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.picture.Axis;
import io.descent.picture.Layer;
import io.descent.picture.Picture;
import io.descent.picture.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A fit of two features: its predictions as areas, and the rows over them. */
final class PlanePlot {

    /** From which probability on an area is stronger; each is drawn over the one before. */
    private static final double[] LEVELS = {0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

    private static final double WEAKEST = 0.07;
    private static final double STRONGER = 0.05;

    /** Of an svm, which has no probabilities. */
    private static final double EVEN = 0.18;

    private static final int BANDS = 24;

    /** With more classes that have a place in the picture, their borders alone would fill it. */
    private static final int MOST_CLASSES = 40;

    private final Plot plot;
    private final LinearModel model;
    private final Axis x;
    private final Axis y;
    private final Region whole;
    private final List<Layer> layers = new ArrayList<>();

    PlanePlot(Plot plot) {
        this.plot = plot;
        this.model = plot.model();
        this.x = plot.axis(0);
        this.y = plot.axis(1);
        this.whole = Region.between(x, y);
    }

    Picture picture() {
        return switch (model.type()) {
            case LINEAR, POISSON -> regression();
            case LOGISTIC, SVM -> twoClasses(model.coef()[0], model.coef()[1], model.intercept()[0]);
            case SOFTMAX -> model.outputs() == 2 ? twoClassesOfSoftmax() : classes();
        };
    }

    private Picture regression() {
        PlotRows rows = plot.rows();
        boolean poisson = model.type() == ModelType.POISSON;
        Axis values = rows == null ? Axis.of(plot.target(), corners(poisson)) : Axis.of(plot.target(), rows.targets());
        double step = values.largest() / BANDS - values.least() / BANDS;
        layers.add(new Layer.ValuedArea(values.least() + step / 2, whole.x(), whole.y()));
        for (int band = 1; band < BANDS; band++) {
            double level = values.least() + step * band;
            // a mean is above 0 everywhere
            Region above = poisson && level <= 0 ? whole : above(poisson ? StrictMath.log(level) : level);
            layers.add(new Layer.ValuedArea(level + step / 2, above.x(), above.y()));
        }
        if (rows != null) {
            layers.add(new Layer.ValuedPoints("rows", rows.features()[0], rows.features()[1], rows.targets()));
        }
        return picture(
                "The prediction, " + (poisson ? "exp of " : "") + plot.formula(0)
                        + ", as shades, with the rows over them",
                values);
    }

    private double[] corners(boolean poisson) {
        return IntStream.range(0, whole.x().length)
                .mapToDouble(i -> model.margin(new double[] {whole.x()[i], whole.y()[i]}, 0, 0))
                .map(margin -> poisson ? StrictMath.exp(margin) : margin)
                .toArray();
    }

    private Region above(double level) {
        return whole.above(model.coef()[0], model.coef()[1], model.intercept()[0] - level);
    }

    /** The difference of the margins is what a logistic model has. */
    private Picture twoClassesOfSoftmax() {
        double[] coef = model.coef();
        double[] intercept = model.intercept();
        return twoClasses(coef[2] - coef[0], coef[3] - coef[1], intercept[1] - intercept[0]);
    }

    private Picture twoClasses(double a, double b, double c) {
        boolean probable = model.type() != ModelType.SVM;
        for (int k = 0; k < 2; k++) {
            double sign = k == 0 ? -1 : 1;
            area(k, probable ? WEAKEST : EVEN, whole.above(sign * a, sign * b, sign * c));
            for (int level = 0; probable && level < LEVELS.length; level++) {
                double margin = StrictMath.log(LEVELS[level] / (1 - LEVELS[level]));
                area(k, WEAKEST + STRONGER * (level + 1), whole.above(sign * a, sign * b, sign * c - margin));
            }
        }
        points();
        add(whole.cut("decision boundary", a, b, c, false));
        if (!probable) {
            add(whole.cut("margin", a, b, c - 1, true));
            add(whole.cut("", a, b, c + 1, true));
        }
        return picture(
                "The areas of two classes, divided where 0 = " + plot.formula(model.outputs() - 1)
                        + (model.outputs() == 2 ? " − (" + plot.formula(0) + ")" : ""),
                null);
    }

    private Picture classes() {
        int outputs = model.outputs();
        List<Integer> seen = new ArrayList<>();
        List<Region> regions = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            Region region = whole;
            for (int other = 0; other < outputs && !region.isEmpty(); other++) {
                region = other == k ? region : over(region, k, other);
            }
            if (!region.isEmpty()) {
                seen.add(k);
                regions.add(region);
            }
        }
        ClassLevels levels = new ClassLevels(model, x, y);
        for (int i = 0; i < seen.size(); i++) {
            area(seen.get(i), WEAKEST, regions.get(i));
            for (int level = 0; level < LEVELS.length; level++) {
                area(seen.get(i), WEAKEST + STRONGER * (level + 1), levels.above(seen.get(i), LEVELS[level]));
            }
        }
        points();
        if (seen.size() <= MOST_CLASSES) {
            borders(seen);
        }
        return picture("The areas of " + outputs + " classes, of which each is the most probable one in its own", null);
    }

    /** Returns the part of a region where one class has a margin that is not below that of another. */
    private Region over(Region region, int k, int other) {
        double[] difference = difference(k, other);
        return region.above(difference[0], difference[1], difference[2]);
    }

    private double[] difference(int k, int other) {
        double[] coef = model.coef();
        return new double[] {
            coef[2 * k] - coef[2 * other],
            coef[2 * k + 1] - coef[2 * other + 1],
            model.intercept()[k] - model.intercept()[other]
        };
    }

    private void borders(List<Integer> seen) {
        String name = "decision boundary";
        for (int k : seen) {
            for (int other : seen) {
                if (other <= k) {
                    continue;
                }
                Region both = whole;
                for (int third : seen) {
                    both = third == k || third == other ? both : over(both, k, third);
                }
                double[] line = difference(k, other);
                if (add(both.cut(name, line[0], line[1], line[2], false))) {
                    name = "";
                }
            }
        }
    }

    private void area(int color, double strength, Region region) {
        if (!region.isEmpty()) {
            layers.add(new Layer.Area(color, strength, region.x(), region.y()));
        }
    }

    private boolean add(Layer.@Nullable Border border) {
        return border != null && layers.add(border);
    }

    /** Adds the rows of each class; one without rows is still named in the legend. */
    private void points() {
        PlotRows rows = plot.rows();
        List<String> classes = plot.classes();
        for (int k = 0; k < classes.size(); k++) {
            int of = k;
            int[] some = rows == null
                    ? new int[0]
                    : IntStream.range(0, rows.shown())
                            .filter(i -> rows.targets()[i] == of)
                            .toArray();
            layers.add(new Layer.Points(classes.get(k), k, values(rows, 0, some), values(rows, 1, some)));
        }
    }

    private static double[] values(@Nullable PlotRows rows, int feature, int[] some) {
        return IntStream.of(some)
                .mapToDouble(i -> rows == null ? 0 : rows.features()[feature][i])
                .toArray();
    }

    private Picture picture(String description, @Nullable Axis values) {
        return new Picture(plot.title(), plot.subtitle(), description + ".", x, y, layers, values, null);
    }
}
