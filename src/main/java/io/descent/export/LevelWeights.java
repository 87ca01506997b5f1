package io.descent.export;

import io.descent.data.encode.ColumnEncoding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the levels of a category add to a margin: of its features, one at most is 1.
 *
 * @param known by level, those that are one together included
 * @param unknown of a level that training has not seen
 * @param missing of a missing value; null where there is no prediction without one
 */
record LevelWeights(
        Map<String, Double> known, double unknown, @Nullable Double missing) {

    /**
     * Finds them.
     *
     * @param weights of the features of the category in one output
     */
    static LevelWeights of(ColumnEncoding.Category category, double[] weights) {
        // the level that is dropped has no feature: −1
        int first = category.dropped() == null ? 0 : -1;
        int missing = first + category.levels().size();
        int rare = missing + (category.missingLevel() ? 1 : 0);
        double ofRare = category.infrequent().isEmpty() ? 0 : at(weights, rare);
        Map<String, Double> known = new LinkedHashMap<>();
        for (int k = 0; k < category.levels().size(); k++) {
            known.put(category.levels().get(k), at(weights, first + k));
        }
        category.infrequent().forEach(level -> known.put(level, ofRare));
        String fill = category.fill();
        Double ofMissing = category.missingLevel()
                ? (Double) at(weights, missing)
                : fill == null ? null : known.getOrDefault(fill, ofRare);
        return new LevelWeights(known, ofRare, ofMissing);
    }

    private static double at(double[] weights, int feature) {
        return feature < 0 ? 0 : weights[feature];
    }
}
