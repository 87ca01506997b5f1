package io.descent.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features in units and places of every size, related and not, some constant, some twice, dense or sparse.
 *
 * @param shape features about 0 with deviation about 1, from which targets are made
 * @param x the same in their units, as the request has them
 */
record RandomFeatures(double[][] shape, double[][] x, boolean sparse) {

    private static final double CLOSEST_RELATION = 0.999;

    static RandomFeatures draw(Chance chance, int n, int p) {
        boolean sparse = chance.of(0.2);
        double[][] shape = new double[n][p];
        double relation = chance.of(0.3) ? chance.between(0.5, CLOSEST_RELATION) : 0;
        double density = sparse ? chance.between(0.15, 0.8) : 1;
        boolean skewed = chance.of(0.2);
        for (int i = 0; i < n; i++) {
            double common = chance.normal();
            for (int j = 0; j < p; j++) {
                double own = skewed ? chance.normal() * chance.normal() : chance.normal();
                double value = relation * common + Math.sqrt(1 - relation * relation) * own;
                shape[i][j] = chance.of(density) ? value : 0;
            }
        }
        return new RandomFeatures(shape, inUnits(chance, shape, sparse), sparse);
    }

    private static double[][] inUnits(Chance chance, double[][] shape, boolean sparse) {
        int p = shape[0].length;
        double[][] x = new double[shape.length][p];
        boolean tame = chance.of(0.2);
        for (int j = 0; j < p; j++) {
            double scale = tame ? 1 : chance.magnitude(-6, 9);
            double offset = !sparse && chance.of(0.5) ? chance.sign() * chance.magnitude(-1, 3) : 0;
            for (int i = 0; i < x.length; i++) {
                x[i][j] = sparse && shape[i][j] == 0 ? 0 : scale * (shape[i][j] + offset);
            }
        }
        if (p > 1 && chance.of(0.08)) {
            double constant = sparse ? 0 : chance.magnitude(-6, 9);
            for (double[] row : x) {
                row[p - 1] = constant;
            }
        } else if (p > 1 && chance.of(0.08)) {
            double times = chance.one(1.0, -1.0, chance.magnitude(-3, 3));
            for (double[] row : x) {
                row[p - 1] = times * row[0];
            }
        }
        return x;
    }

    /** Makes a row the same as another. */
    void repeat(int from, int to) {
        shape[to] = shape[from].clone();
        x[to] = x[from].clone();
    }

    /** Returns the fields of a dataset that hold the features. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (sparse) {
            fields.put("csr", csr());
        } else {
            fields.put("x", x);
        }
        return fields;
    }

    private Map<String, Object> csr() {
        Map<String, Object> csr = new LinkedHashMap<>();
        List<Double> data = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0) {
                    data.add(row[j]);
                    indices.add(j);
                }
            }
            starts.add(data.size());
        }
        csr.put("data", data);
        csr.put("indices", indices);
        csr.put("indptr", starts);
        csr.put("shape", new int[] {x.length, x[0].length});
        return csr;
    }
}
