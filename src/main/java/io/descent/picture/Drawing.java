package io.descent.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One picture on its way to SVG: what stands around the axes, and where. */
final class Drawing {

    private static final String FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";
    private static final double TITLE = 16;
    private static final double SMALL = 12;

    /** How much wider bold letters are. */
    private static final double BOLD = 1.15;

    private static final double EDGE = 14;
    private static final double LINE = 18;
    private static final double KEY = 22;

    /** How far the labels of an upright axis are apart, at least. */
    private static final double ROW = 34;

    private static final double BAR = 12;

    private final Picture picture;
    private final Look look;
    private final Theme theme;
    private final Svg svg = new Svg();
    private final List<List<Entry>> legend;
    private final Scale x;
    private final Scale y;
    private final Scale values;
    private final double top;

    /** A part of the legend; {@code at} is its left end. */
    private record Entry(Layer layer, String text, double at) {}

    Drawing(Picture picture, Look look) {
        this.picture = picture;
        this.look = look;
        this.theme = look.theme();
        this.legend = legend();
        this.top = EDGE + LINE + (subtitle().isEmpty() ? 0 : LINE) + legend.size() * LINE + 10;
        double bottom = look.height() - EDGE - 2 * LINE;
        this.y = new Scale(picture.y(), bottom, top);
        Axis scale = picture.values();
        this.values = new Scale(scale == null ? picture.y() : scale, bottom, top);
        double left = EDGE + LINE + 4 + widest(y) + 6;
        double right = look.width() - EDGE - 4 - (scale == null ? 0 : BAR + 14 + widest(values) + LINE);
        this.x = new Scale(picture.x(), left, Math.max(right, left + 20));
    }

    private double widest(Scale scale) {
        return scale.ticks(ROW).stream()
                .mapToDouble(tick -> Texts.width(tick.label(), SMALL))
                .max()
                .orElse(0);
    }

    private double room() {
        return look.width() - 2 * EDGE;
    }

    private String subtitle() {
        return Texts.fitted(Texts.clean(picture.subtitle()), SMALL, room());
    }

    private List<List<Entry>> legend() {
        List<List<Entry>> rows = new ArrayList<>();
        List<Entry> row = new ArrayList<>();
        double at = EDGE;
        // a legend that is a list of many classes would leave no room for the picture
        int most = Math.max((int) (look.height() / LINE / 6), 1);
        for (Layer layer : picture.layers()) {
            String name = Texts.fitted(Texts.clean(layer.name()), SMALL, Math.min(room() - KEY, 220));
            if (name.isEmpty()) {
                continue;
            }
            double width = KEY + Texts.width(name, SMALL) + EDGE;
            if (at > EDGE && at + width - EDGE > look.width() - EDGE) {
                rows.add(row);
                row = new ArrayList<>();
                at = EDGE;
            }
            if (rows.size() == most) {
                return rows;
            }
            row.add(new Entry(layer, name, at));
            at += width;
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    byte[] svg() {
        String title = Texts.clean(picture.title());
        svg.begin(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                look.width(),
                "height",
                look.height(),
                "viewBox",
                "0 0 " + look.width() + " " + look.height(),
                "role",
                "img",
                "font-family",
                FONT,
                "font-size",
                SMALL);
        svg.text("title", title);
        svg.text("desc", Texts.clean(picture.description()));
        svg.element("rect", "width", "100%", "height", "100%", "fill", theme.background());
        text(
                Texts.fitted(title, TITLE * BOLD, room()),
                EDGE,
                EDGE + 12,
                "start",
                theme.text(),
                "font-size",
                TITLE,
                "font-weight",
                600);
        text(subtitle(), EDGE, EDGE + 12 + LINE, "start", theme.quiet());
        LayerDrawing layers = new LayerDrawing(svg, look.theme(), x, y, values);
        picture.layers().stream().filter(Drawing::isArea).forEach(layers::draw);
        axes();
        picture.layers().stream().filter(layer -> !isArea(layer)).forEach(layers::draw);
        drawLegend(layers);
        if (picture.values() != null) {
            bar(picture.values());
        }
        String note = picture.note();
        if (note != null) {
            double width = x.to() - x.from();
            text(
                    Texts.fitted(Texts.clean(note), SMALL, width),
                    x.from() + width / 2,
                    (top + y.from()) / 2,
                    "middle",
                    theme.quiet());
        }
        return svg.end().bytes();
    }

    /** The grid lies above areas, which would hide it, and below all else. */
    private static boolean isArea(Layer layer) {
        return layer instanceof Layer.Area || layer instanceof Layer.ValuedArea;
    }

    private void axes() {
        List<Scale.Tick> columns = columns();
        List<Scale.Tick> rows = y.ticks(ROW);
        StringBuilder grid = new StringBuilder();
        for (Scale.Tick tick : columns) {
            grid.append('M').append(Svg.number(x.at(tick.value()))).append(' ').append(Svg.number(top));
            grid.append('V').append(Svg.number(y.from()));
        }
        for (Scale.Tick tick : rows) {
            grid.append('M').append(Svg.number(x.from())).append(' ').append(Svg.number(y.at(tick.value())));
            grid.append('H').append(Svg.number(x.to()));
        }
        boolean shaded = picture.layers().stream().anyMatch(Drawing::isArea);
        svg.element(
                "path",
                "d",
                grid,
                "fill",
                "none",
                "stroke",
                shaded ? theme.frame() : theme.grid(),
                "stroke-opacity",
                shaded ? 0.25 : 1.0);
        svg.element(
                "rect",
                "x",
                x.from(),
                "y",
                top,
                "width",
                x.to() - x.from(),
                "height",
                y.from() - top,
                "fill",
                "none",
                "stroke",
                theme.frame());
        for (Scale.Tick tick : columns) {
            // the last label may reach beyond the last number, but not beyond the picture
            double most = look.width() - 3 - Texts.width(tick.label(), SMALL) / 2;
            text(tick.label(), Math.min(x.at(tick.value()), most), y.from() + 17, "middle", theme.quiet());
        }
        for (Scale.Tick tick : rows) {
            text(tick.label(), x.from() - 6, y.at(tick.value()) + 4, "end", theme.quiet());
        }
        double width = x.to() - x.from();
        text(
                Texts.fitted(Texts.clean(picture.x().title()), SMALL, width),
                x.from() + width / 2,
                look.height() - EDGE + 2,
                "middle",
                theme.text());
        upright(picture.y().title(), EDGE + 8);
    }

    /** Labels along the lower side need as much room as the widest of them. */
    private List<Scale.Tick> columns() {
        List<Scale.Tick> ticks = x.ticks(64);
        double widest = ticks.stream()
                .mapToDouble(tick -> Texts.width(tick.label(), SMALL))
                .max()
                .orElse(0);
        return widest + 12 <= 64 ? ticks : x.ticks(widest + 12);
    }

    private void upright(String title, double at) {
        double middle = (top + y.from()) / 2;
        text(
                Texts.fitted(Texts.clean(title), SMALL, y.from() - top),
                at,
                middle,
                "middle",
                theme.text(),
                "transform",
                "rotate(-90 " + Svg.number(at) + " " + Svg.number(middle) + ")");
    }

    private void drawLegend(LayerDrawing layers) {
        double at = top - 10 - legend.size() * LINE + LINE / 2;
        for (List<Entry> row : legend) {
            for (Entry entry : row) {
                layers.key(entry.layer(), entry.at(), at, KEY - 6);
                text(entry.text(), entry.at() + KEY, at + 4, "start", theme.text());
            }
            at += LINE;
        }
    }

    /** The scale of the values beside the picture. */
    private void bar(Axis scale) {
        double left = x.to() + 14;
        int parts = 32;
        double height = (y.from() - top) / parts;
        for (int part = 0; part < parts; part++) {
            svg.element(
                    "rect",
                    "x",
                    left,
                    "y",
                    y.from() - (part + 1) * height,
                    "width",
                    BAR,
                    "height",
                    height + 0.5,
                    "fill",
                    Colors.value((part + 0.5) / parts));
        }
        for (Scale.Tick tick : values.ticks(ROW)) {
            text(tick.label(), left + BAR + 5, values.at(tick.value()) + 4, "start", theme.quiet());
        }
        upright(scale.title(), look.width() - EDGE + 2);
    }

    private void text(String text, double at, double line, String anchor, String color, Object... more) {
        if (text.isEmpty()) {
            return;
        }
        Object[] attributes = Stream.concat(
                        Stream.of("x", at, "y", line, "text-anchor", anchor, "fill", color), Stream.of(more))
                .toArray();
        svg.text("text", text, attributes);
    }
}
