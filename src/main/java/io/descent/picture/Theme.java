package io.descent.picture;

/** The colours of a picture that are not those of its series. */
public enum Theme {
    LIGHT("#ffffff", "#1f2937", "#4b5563", "#e5e7eb", "#9ca3af"),
    DARK("#0f172a", "#e5e7eb", "#94a3b8", "#334155", "#64748b");

    private final String background;
    private final String text;
    private final String quiet;
    private final String grid;
    private final String frame;

    Theme(String background, String text, String quiet, String grid, String frame) {
        this.background = background;
        this.text = text;
        this.quiet = quiet;
        this.grid = grid;
        this.frame = frame;
    }

    String background() {
        return background;
    }

    String text() {
        return text;
    }

    /** Returns the colour of text beside the title, and of ticks. */
    String quiet() {
        return quiet;
    }

    String grid() {
        return grid;
    }

    String frame() {
        return frame;
    }
}
