package io.descent.objective;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All losses of one margin, so that a table of tests can be held against them. */
public final class Losses {

    private Losses() {}

    /** Returns those that a fit can have. */
    public static List<Class<?>> ofFits() {
        return all().filter(type -> type != Smoothed.class).toList();
    }

    static Stream<Class<?>> all() {
        return Stream.concat(
                Arrays.stream(MarginLoss.class.getPermittedSubclasses()).filter(type -> !type.isInterface()),
                Arrays.stream(KinkedLoss.class.getPermittedSubclasses()));
    }
}
