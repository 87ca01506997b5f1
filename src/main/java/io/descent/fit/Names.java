package io.descent.fit;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names as they stand in JSON, and the nearest of them to one that is not known. */
public final class Names {

    private Names() {}

    /** Returns a constant's name in JSON. */
    public static String json(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns «; did you mean `name`?» where one of the known names is near enough, else nothing. */
    public static String didYouMean(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean `" + name + "`?")
                .orElse("");
    }

    private static Optional<String> nearest(String given, Collection<String> known) {
        int most = Math.max(2, Math.min(given.length(), 40) / 3);
        LevenshteinDistance distance = new LevenshteinDistance(most);
        String wanted = given.toLowerCase(Locale.ROOT).replace('-', '_');
        return known.stream()
                .filter(name -> distance.apply(wanted, name) >= 0 || (wanted.length() >= 4 && name.startsWith(wanted)))
                .min(Comparator.comparingInt((String name) ->
                                LevenshteinDistance.getDefaultInstance().apply(wanted, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
