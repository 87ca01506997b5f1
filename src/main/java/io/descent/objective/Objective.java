package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import org.jspecify.annotations.Nullable;

/**
 * Mean loss plus penalty over a dataset, as a function of parameters over its features.
 *
 * @param map from the features of these rows to their margins
 */
public record Objective(Dataset data, Loss loss, Penalty penalty, Margins map) {

    /** Rows whose losses are summed alone, before they are added to those of others. */
    public static final int TILE = 256;

    public Objective {
        if (map.shape().features() != data.features()) {
            throw new IllegalArgumentException("parameters belong to the features of the data");
        }
    }

    /** Returns the layout of the parameters. */
    public ParameterShape shape() {
        return map.shape();
    }

    /** Returns Σ weight·loss / Σ weight, exact at these parameters. */
    public double meanLoss(double[] parameters) {
        double[] tiles = new double[tiles()];
        sumTiles(parameters, 0, tiles.length, tiles, new double[marginsOfTile()]);
        return meanOfTiles(tiles);
    }

    /** Returns how many tiles the rows make, of which {@link #sumTiles} sums the losses. */
    public int tiles() {
        return (data.rows() + TILE - 1) / TILE;
    }

    /** Returns how many margins a tile has at most. */
    public int marginsOfTile() {
        return Math.min(TILE, data.rows()) * shape().outputs();
    }

    /**
     * Puts Σ weight·loss over each of the tiles [from, to) into the same places.
     *
     * @param margins room for those of a tile
     */
    public void sumTiles(double[] parameters, int from, int to, double[] into, double[] margins) {
        for (int tile = from; tile < to; tile++) {
            int first = tile * TILE;
            int count = Math.min(TILE, data.rows() - first);
            margins(parameters, null, first, count, margins);
            into[tile] = loss.sum(margins, shape().outputs(), data, null, first, count);
        }
    }

    /** Returns the mean loss that the sums of all tiles make. */
    public double meanOfTiles(double[] tiles) {
        double sum = 0;
        for (double tile : tiles) {
            sum += tile;
        }
        return sum / data.totalWeight();
    }

    /** Returns parameters with weights of 0 and the intercept that is best beside them; see {@link Loss#constant}. */
    public double[] constant() {
        double[] parameters = new double[shape().size()];
        if (shape().intercept()) {
            double[] best = loss.constant(data, shape().outputs());
            System.arraycopy(best, 0, parameters, shape().weights(), best.length);
        }
        return parameters;
    }

    /** Returns the mean loss plus the penalty. */
    public double value(double[] parameters) {
        return meanLoss(parameters) + penalty.value(parameters, shape().weights());
    }

    /** See {@link Margins#margins}. */
    public void margins(double[] parameters, int @Nullable [] rows, int from, int count, double[] into) {
        map.margins(parameters, rows, from, count, into);
    }

    /** See {@link Margins#addGradient}. */
    public void addGradient(double[] slopes, int @Nullable [] rows, int from, int count, double[] gradient) {
        map.addGradient(slopes, rows, from, count, gradient);
    }
}
