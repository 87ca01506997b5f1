package io.descent.fit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names as they stand in JSON, and the nearest of them to one that is not known. */
public final class Names {

    private Names() {}

    /** Returns a constant's name in JSON. */
    public static String json(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns names as «a, b or c». */
    static String either(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** Returns «; did you mean `name`?» where one of the known names is near enough, else nothing. */
    public static String didYouMean(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean `" + name + "`?")
                .orElse("");
    }

    /**
     * Says of a field that it is not known: where it belongs, else with the nearest known name, else what is known.
     *
     * @param pointer the object that it was found in
     * @param known the names of that object's fields
     */
    public static String unknownField(String given, String pointer, Collection<String> known) {
        List<String> homes = homes(given);
        String hint = homes.isEmpty() || homes.contains(pointer)
                ? didYouMean(given, known)
                : "; it belongs to "
                        + homes.stream()
                                .map(home -> home.isEmpty()
                                        ? "the top level"
                                        : "`" + home.substring(1).replace('/', '.') + "`")
                                .collect(Collectors.joining(" or "));
        return "is not a field of this version" + (hint.isEmpty() ? "; known here: " + String.join(", ", known) : hint);
    }

    private static List<String> homes(String given) {
        List<String> homes = Catalog.homes(given);
        return homes.isEmpty() && DatasetDraft.knows(given) ? List.of("/dataset") : homes;
    }

    private static Optional<String> nearest(String given, Collection<String> known) {
        // of a name of one or two letters something must be right, or all would be near to `x`
        int most = Math.clamp(given.length() - 1, 0, Math.max(2, Math.min(given.length(), 40) / 3));
        LevenshteinDistance distance = new LevenshteinDistance(most);
        String wanted = given.toLowerCase(Locale.ROOT).replace('-', '_');
        return known.stream()
                .filter(name -> distance.apply(wanted, name) >= 0 || (wanted.length() >= 4 && name.startsWith(wanted)))
                .min(Comparator.comparingInt((String name) ->
                                LevenshteinDistance.getDefaultInstance().apply(wanted, name))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
