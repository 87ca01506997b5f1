package io.descent.picture;

/** Colours of series, classes and values. */
final class Colors {

    private static final String[] SERIES = {
        "#2563eb", "#d97706", "#059669", "#db2777", "#7c3aed", "#0891b2", "#65a30d", "#dc2626"
    };

    /** Viridis at five places: as light as it is large, also for those who do not see red from green, and in print. */
    private static final String[] VALUES = {"#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"};

    private Colors() {}

    /** Returns the colour of a series or class; after the last one they begin again. */
    static String series(int index) {
        return SERIES[index % SERIES.length];
    }

    /** Returns the colour of a value between the least, 0, and the largest, 1. */
    static String value(double share) {
        double place = Math.clamp(share, 0.0, 1.0) * (VALUES.length - 1);
        int below = Math.min((int) place, VALUES.length - 2);
        return mix(VALUES[below], VALUES[below + 1], place - below);
    }

    /** Returns the colour between two. */
    static String mix(String from, String to, double share) {
        StringBuilder mixed = new StringBuilder("#");
        for (int at = 1; at < from.length(); at += 2) {
            int a = Integer.parseInt(from, at, at + 2, 16);
            int b = Integer.parseInt(to, at, at + 2, 16);
            String part = Integer.toHexString((int) Math.round(a + (b - a) * share));
            mixed.append(part.length() < 2 ? "0" : "").append(part);
        }
        return mixed.toString();
    }
}
