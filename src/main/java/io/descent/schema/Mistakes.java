package io.descent.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what is wrong with a request, so that all of it can be told at once; the first hundred are kept. */
public final class Mistakes {

    private static final int KEPT = 100;

    private final List<Mistake> kept;
    private final Map<String, Mistake.Place> places;
    private final Homes homes;
    private long count;

    /** Knows where fields belong, to tell of one that stands elsewhere. */
    @FunctionalInterface
    public interface Homes {

        /** Nothing is known. */
        Homes UNKNOWN = _ -> List.of();

        /** Returns the pointers of the objects that a field of this name belongs to; an empty one for the top level. */
        List<String> of(String field);
    }

    /** Makes an empty collection for a request without a text. */
    public Mistakes() {
        this(Map.of(), Homes.UNKNOWN);
    }

    /** Makes an empty collection; the map tells, by pointer, where the fields of the request stand, and may grow. */
    public Mistakes(Map<String, Mistake.Place> places, Homes homes) {
        this.kept = new ArrayList<>();
        this.places = places;
        this.homes = homes;
    }

    /** Makes a collection that adds to what a reader has found. */
    public Mistakes(Findings found, Homes homes) {
        this.kept = new ArrayList<>(found.mistakes());
        this.places = found.places();
        this.homes = homes;
        this.count = found.count();
    }

    /** Adds a mistake. */
    public void add(String pointer, Mistake.Code code, String detail) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new Mistake(pointer, code, detail, places.get(pointer)));
        }
    }

    /**
     * Adds that a field is not known, and where it belongs, else the nearest known name, else what is known.
     *
     * @param pointer the object that the field stands in
     * @param known the names of that object's fields
     */
    public void unknownField(String pointer, String name, Collection<String> known) {
        List<String> belongs = homes.of(name);
        // `weights` for `weight` is a slip of the pen, also where the one word is a field elsewhere
        boolean slip = known.stream().anyMatch(field -> field.equals(name + "s") || name.equals(field + "s"));
        String hint = slip || belongs.isEmpty() || belongs.contains(pointer)
                ? Names.didYouMean(name, known)
                : "; it belongs to "
                        + belongs.stream()
                                .map(home -> home.isEmpty()
                                        ? "the top level"
                                        : "`" + home.substring(1).replace('/', '.') + "`")
                                .collect(Collectors.joining(" or "));
        add(
                at(pointer, name),
                Mistake.Code.UNKNOWN_FIELD,
                "is not a field of this version"
                        + (hint.isEmpty() ? "; known here: " + String.join(", ", known) : hint));
    }

    /** Returns how many were added, kept or not. */
    public long count() {
        return count;
    }

    /** Returns the first hundred. */
    public List<Mistake> kept() {
        return List.copyOf(kept);
    }

    /** Returns what has been found so far, and where the fields of the request stand. */
    public Findings findings() {
        return new Findings(kept, count, places);
    }

    /** Throws {@link InvalidRequestException} when there are any. */
    public void throwIfAny() {
        if (count > 0) {
            throw new InvalidRequestException(this);
        }
    }

    /** Appends a field name or an index to a pointer. */
    public static String at(String pointer, Object step) {
        return pointer + "/" + step.toString().replace("~", "~0").replace("/", "~1");
    }
}
