package io.descent.judge;

/**
 * A convex function that is 0 up to a threshold and then rises to a line of slope {@code steepness}, at once or, with
 * {@code softness} above 0, along a parabola: φ(g) = max over 0 ≤ α ≤ steepness of α·g − ½·softness·α², with
 * g = row·θ − threshold. All losses of pieces of lines and parabolas are sums of such ramps, and |w| is one, too.
 *
 * @param steepness above 0, may be infinite where softness is above 0: then it is a parabola throughout
 */
record Ramp(double[] row, double threshold, double steepness, double softness) {

    /** Returns g at these parameters. */
    double reach(double[] parameters) {
        return Vectors.dot(row, parameters) - threshold;
    }

    double value(double g) {
        if (g <= 0) {
            return 0;
        }
        return g < softness * steepness ? g * g / (2 * softness) : steepness * (g - 0.5 * softness * steepness);
    }

    /** Returns φ(g) − (α·g − ½·softness·α²): how far the slope α is from being the one at g (Fenchel and Young). */
    double gap(double g, double slope) {
        if (g <= 0) {
            return slope * (0.5 * softness * slope - g);
        }
        if (g < softness * steepness) {
            double off = g - softness * slope;
            return off * off / (2 * softness);
        }
        return (steepness - slope) * (g - 0.5 * softness * (steepness + slope));
    }
}
