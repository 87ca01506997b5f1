package io.descent.web.plots;

import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.model.Softmax;
import io.descent.picture.Axis;
import io.descent.picture.Layer;
import io.descent.picture.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A fit of one feature: its line over the scatter, or the probabilities of its classes over the points. */
final class LinePlot {

    private static final int STEPS = 256;

    private final Plot plot;
    private final LinearModel model;
    private final Axis x;
    private final double[] places;
    private final List<Layer> layers = new ArrayList<>();

    LinePlot(Plot plot) {
        this.plot = plot;
        this.model = plot.model();
        this.x = plot.axis(0);
        int steps = model.type() == ModelType.LINEAR ? 1 : STEPS;
        this.places = IntStream.rangeClosed(0, steps)
                .mapToDouble(i -> x.least() + (x.largest() - x.least()) * ((double) i / steps))
                .toArray();
    }

    Picture picture() {
        return switch (model.type()) {
            case LINEAR -> regression(name(), margin -> margin);
            case POISSON -> regression("fitted mean", StrictMath::exp);
            case LOGISTIC -> twoClasses();
            case SOFTMAX -> classes();
            case SVM -> scores();
        };
    }

    private String name() {
        Double quantile = plot.scorer().quantile();
        return quantile == null ? "fitted line" : "fitted quantile " + quantile;
    }

    private Picture regression(String name, DoubleUnaryOperator mean) {
        PlotRows rows = plot.rows();
        if (rows != null) {
            layers.add(new Layer.Points("rows", 0, rows.features()[0], rows.targets()));
        }
        double[] curve = margins(0).map(mean).toArray();
        layers.add(new Layer.Curve(name, 1, places, curve, false));
        double[] all = rows == null
                ? curve
                : IntStream.range(0, curve.length + rows.shown())
                        .mapToDouble(i -> i < curve.length ? curve[i] : rows.targets()[i - curve.length])
                        .toArray();
        return picture(
                Axis.of(plot.target(), all),
                name + ": " + (model.type() == ModelType.POISSON ? "exp of " : "") + plot.formula(0));
    }

    private Picture twoClasses() {
        List<String> classes = plot.classes();
        points(0, 1);
        layers.add(new Layer.Curve(
                "probability of " + classes.get(1),
                1,
                places,
                margins(0).map(ModelType::sigmoid).toArray(),
                false));
        boundary(-0.05, 1.05);
        return picture(
                new Axis("probability of " + classes.get(1), -0.05, 1.05, false, false),
                "The probability of " + classes.get(1) + ": the logistic function of " + plot.formula(0));
    }

    /** An svm has no probabilities: its scores, and the classes where its margins are. */
    private Picture scores() {
        points(-1, 1);
        double[] scores = margins(0).toArray();
        layers.add(new Layer.Curve("score", 4, places, scores, false));
        Axis y = Axis.of("score, above 0 for " + plot.classes().get(1), with(scores, -1, 1));
        boundary(y.least(), y.largest());
        return picture(y, "The score of " + plot.classes().get(1) + ": " + plot.formula(0));
    }

    private static double[] with(double[] values, double... others) {
        double[] all = Arrays.copyOf(values, values.length + others.length);
        System.arraycopy(others, 0, all, values.length, others.length);
        return all;
    }

    private Picture classes() {
        int outputs = model.outputs();
        List<String> classes = plot.classes();
        double[][] shares = new double[outputs][places.length];
        for (int i = 0; i < places.length; i++) {
            double[] margins = new double[outputs];
            for (int k = 0; k < outputs; k++) {
                margins[k] = model.margin(places, i, k);
            }
            Softmax.probabilities(margins, 0, outputs, 0);
            for (int k = 0; k < outputs; k++) {
                shares[k][i] = margins[k];
            }
        }
        for (int k = 0; k < outputs; k++) {
            layers.add(new Layer.Curve("probability of " + classes.get(k), k, places, shares[k], false));
            points(k, "", 1);
        }
        return picture(
                new Axis("probability", -0.05, 1.05, false, false),
                "The probabilities of " + String.join(", ", classes.subList(0, Math.min(outputs, 20)))
                        + "; the points of each class stand where its probability is 1");
    }

    private void points(double first, double second) {
        points(0, plot.classes().get(0), first);
        points(1, plot.classes().get(1), second);
    }

    /** Adds the rows of a class at one height. */
    private void points(int k, String name, double height) {
        PlotRows rows = plot.rows();
        if (rows == null) {
            return;
        }
        double[] at = IntStream.range(0, rows.shown())
                .filter(i -> rows.targets()[i] == k)
                .mapToDouble(i -> rows.features()[0][i])
                .toArray();
        double[] heights = new double[at.length];
        Arrays.fill(heights, height);
        layers.add(new Layer.Points(name, k, at, heights));
    }

    private void boundary(double from, double to) {
        double at = -model.intercept()[0] / model.coef()[0];
        if (at > x.least() && at < x.largest()) {
            layers.add(new Layer.Border("decision boundary", at, from, at, to, true));
        }
    }

    private DoubleStream margins(int output) {
        return IntStream.range(0, places.length).mapToDouble(i -> model.margin(places, i, output));
    }

    private Picture picture(Axis y, String description) {
        return new Picture(plot.title(), plot.subtitle(), description + ".", x, y, layers, null, null);
    }
}
