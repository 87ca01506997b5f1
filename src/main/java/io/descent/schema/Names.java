package io.descent.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names as they stand in JSON, and the nearest of them to one that is not known. */
public final class Names {

    /** Standard terms that the field writes in capitals. */
    private static final Set<String> IN_CAPITALS = Set.of("HC0", "HC1", "HC2", "HC3");

    private Names() {}

    /** Returns a constant's name in JSON. */
    public static String json(Enum<?> constant) {
        return IN_CAPITALS.contains(constant.name())
                ? constant.name()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the constant that has a name in JSON.
     *
     * @throws IllegalArgumentException for none
     */
    public static <E extends Enum<?>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (json(constant).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("must be " + either(all(type)));
    }

    /** Returns the names in JSON of all constants of an enum. */
    public static List<String> all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> json((Enum<?>) constant))
                .toList();
    }

    /** Returns names as «a, b or c». */
    public static String either(List<String> names) {
        return joined(names, " or ");
    }

    /** Returns names as «a, b and c». */
    public static String all(List<String> names) {
        return joined(names, " and ");
    }

    private static String joined(List<String> names, String lastWith) {
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + lastWith + names.get(last);
    }

    /** Returns «; did you mean `name`?» where one of the known names is near enough, else nothing. */
    public static String didYouMean(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean `" + name + "`?")
                .orElse("");
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
