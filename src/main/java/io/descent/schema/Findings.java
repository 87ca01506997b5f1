package io.descent.schema;

import java.util.List;
import java.util.Map;

/**
 * What the reader of a request has found wrong with it, and where its fields stand.
 *
 * @param mistakes the first hundred
 * @param count how many there are
 * @param places by pointer
 */
public record Findings(List<Mistake> mistakes, long count, Map<String, Mistake.Place> places) {

    public Findings {
        mistakes = List.copyOf(mistakes);
        places = Map.copyOf(places);
    }
}
