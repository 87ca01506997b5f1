package io.descent.picture;

/** Something that is drawn between the axes, the first below those that follow. Places are in the units of the axes. */
public sealed interface Layer {

    /** Returns how the legend names it; empty for what it leaves out. */
    String name();

    /**
     * A line from point to point, with a gap where a point is not finite.
     *
     * @param color which of the colours of series it has
     * @param marked whether its points are marked where they are few
     */
    record Curve(String name, int color, double[] x, double[] y, boolean marked) implements Layer {
        public Curve {
            requireSame(x, y);
        }
    }

    /** A straight line between two points that belongs to no series, such as the border between two classes. */
    record Border(String name, double x1, double y1, double x2, double y2, boolean dashed) implements Layer {}

    /**
     * Points of one series or class.
     *
     * @param color which of the colours of series they have
     */
    record Points(String name, int color, double[] x, double[] y) implements Layer {
        public Points {
            requireSame(x, y);
        }
    }

    /** Points that each have the colour of a value, on the scale of the picture's values. */
    record ValuedPoints(String name, double[] x, double[] y, double[] values) implements Layer {
        public ValuedPoints {
            requireSame(x, y);
            requireSame(x, values);
        }
    }

    /**
     * An area.
     *
     * @param color which of the colours of series it has
     * @param strength how much of that colour there is in the background, from 0 to 1
     */
    record Area(int color, double strength, double[] x, double[] y) implements Layer {
        public Area {
            requireSame(x, y);
        }

        @Override
        public String name() {
            return "";
        }
    }

    /** An area of the colour of a value. */
    record ValuedArea(double value, double[] x, double[] y) implements Layer {
        public ValuedArea {
            requireSame(x, y);
        }

        @Override
        public String name() {
            return "";
        }
    }

    private static void requireSame(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("a point has as many numbers as any other");
        }
    }
}
