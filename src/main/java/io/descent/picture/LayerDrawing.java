package io.descent.picture;

import java.util.Map;
import java.util.TreeMap;

/** Draws what lies between the axes, and what stands for it in the legend. */
final class LayerDrawing {

    private static final double STROKE = 1.75;
    private static final double DOT = 6;
    private static final double SMALL_DOT = 4.5;
    private static final double HALO = 2;

    /** In a picture that is narrower, points are smaller. */
    private static final double NARROW = 350;

    /** So few points of a curve can be told from each other. */
    private static final int FEW = 40;

    private static final int SHADES = 64;

    private final Svg svg;
    private final Theme theme;
    private final Scale x;
    private final Scale y;
    private final Scale values;
    private final double size;

    LayerDrawing(Svg svg, Theme theme, Scale x, Scale y, Scale values) {
        this.svg = svg;
        this.theme = theme;
        this.x = x;
        this.y = y;
        this.values = values;
        this.size = x.to() - x.from() < NARROW ? SMALL_DOT : DOT;
    }

    void draw(Layer layer) {
        switch (layer) {
            case Layer.Curve curve -> curve(curve);
            case Layer.Border(var _, double x1, double y1, double x2, double y2, boolean dashed) ->
                border(x.at(x1), y.at(y1), x.at(x2), y.at(y2), dashed);
            case Layer.Points points -> dots(points.x(), points.y(), Colors.series(points.color()));
            case Layer.ValuedPoints points -> valued(points);
            case Layer.Area area ->
                area(area.x(), area.y(), Colors.mix(theme.background(), Colors.series(area.color()), area.strength()));
            case Layer.ValuedArea area -> area(area.x(), area.y(), Colors.value(share(area.value())));
        }
    }

    /** Draws what stands for a layer in the legend. */
    void key(Layer layer, double at, double line, double width) {
        double middle = at + width / 2;
        switch (layer) {
            case Layer.Curve curve ->
                line(
                        "M" + Svg.number(at) + " " + Svg.number(line) + "h" + Svg.number(width),
                        Colors.series(curve.color()),
                        2.5);
            case Layer.Border border -> border(at, line, at + width, line, border.dashed());
            case Layer.Points points -> dot(middle, line, Colors.series(points.color()));
            case Layer.ValuedPoints _ -> dot(middle, line, Colors.value(0.5));
            case Layer.Area _, Layer.ValuedArea _ -> {}
        }
    }

    private void dot(double at, double line, String color) {
        svg.element("circle", "cx", at, "cy", line, "r", DOT / 2 + 0.5, "fill", color);
    }

    private void curve(Layer.Curve curve) {
        StringBuilder path = new StringBuilder();
        int points = 0;
        boolean open = false;
        for (int i = 0; i < curve.x().length; i++) {
            if (!isDrawn(curve.x()[i], x) || !isDrawn(curve.y()[i], y)) {
                open = false;
                continue;
            }
            boolean alone = !open && (i + 1 == curve.x().length || !isDrawn(curve.y()[i + 1], y));
            path.append(open ? 'L' : 'M');
            place(curve.x()[i], curve.y()[i], path);
            // a point between two gaps is a dot
            path.append(alone ? "h0" : "");
            open = true;
            points++;
        }
        if (points == 0) {
            return;
        }
        String color = Colors.series(curve.color());
        line(path.toString(), color, STROKE);
        if (curve.marked() && points <= FEW) {
            dots(curve.x(), curve.y(), color, size - 1);
        }
    }

    private static boolean isDrawn(double value, Scale scale) {
        return Double.isFinite(value) && (!scale.axis().logarithmic() || value > 0);
    }

    private void line(String path, String color, double width) {
        svg.element(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                color,
                "stroke-width",
                width,
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
    }

    private void border(double x1, double y1, double x2, double y2, boolean dashed) {
        svg.element(
                "line",
                "x1",
                x1,
                "y1",
                y1,
                "x2",
                x2,
                "y2",
                y2,
                "stroke",
                theme.text(),
                "stroke-width",
                1.5,
                "stroke-dasharray",
                dashed ? "5 4" : "none");
    }

    private void dots(double[] xs, double[] ys, String color) {
        dots(xs, ys, theme.background(), size + HALO);
        dots(xs, ys, color, size);
    }

    /** A line of no length with round ends is a dot, and thousands of them are one short element. */
    private void dots(double[] xs, double[] ys, String color, double size) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (isDrawn(xs[i], x) && isDrawn(ys[i], y)) {
                path.append('M');
                place(xs[i], ys[i], path);
                path.append("h0");
            }
        }
        if (!path.isEmpty()) {
            line(path.toString(), color, size);
        }
    }

    private void valued(Layer.ValuedPoints points) {
        Map<Integer, StringBuilder> shades = new TreeMap<>();
        for (int i = 0; i < points.x().length; i++) {
            StringBuilder path = shades.computeIfAbsent(
                    (int) Math.round(share(points.values()[i]) * SHADES), _ -> new StringBuilder());
            path.append('M');
            place(points.x()[i], points.y()[i], path);
            path.append("h0");
        }
        // shade after shade, so that points of different values stay apart where they touch
        shades.forEach((shade, path) -> {
            line(path.toString(), theme.background(), size + HALO);
            line(path.toString(), Colors.value((double) shade / SHADES), size);
        });
    }

    private double share(double value) {
        return Math.clamp((values.at(value) - values.from()) / (values.to() - values.from()), 0.0, 1.0);
    }

    private void area(double[] xs, double[] ys, String color) {
        if (xs.length < 3) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            path.append(i == 0 ? 'M' : 'L');
            place(xs[i], ys[i], path);
        }
        svg.element("path", "d", path.append('Z'), "fill", color);
    }

    private void place(double atX, double atY, StringBuilder path) {
        Svg.append(x.at(atX), path);
        path.append(' ');
        Svg.append(y.at(atY), path);
    }
}
