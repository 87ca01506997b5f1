package io.descent.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a request, so that all of it can be told at once; the first hundred are kept. */
public final class Mistakes {

    private static final int KEPT = 100;

    private final List<Mistake> kept = new ArrayList<>();
    private final Map<String, Mistake.Place> places;
    private long count;

    /** Makes an empty collection for a request without a text. */
    public Mistakes() {
        this(Map.of());
    }

    /** Makes an empty collection; the map tells, by pointer, where the fields of the request stand, and may grow. */
    public Mistakes(Map<String, Mistake.Place> places) {
        this.places = places;
    }

    /** Adds a mistake. */
    public void add(String pointer, Mistake.Code code, String detail) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new Mistake(pointer, code, detail, places.get(pointer)));
        }
    }

    /** Returns how many were added, kept or not. */
    public long count() {
        return count;
    }

    /** Returns the first hundred. */
    public List<Mistake> kept() {
        return List.copyOf(kept);
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
