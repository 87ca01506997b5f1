package io.descent.picture;

/** The size of a picture in pixels, and its colours. */
public record Look(int width, int height, Theme theme) {

    /** The least width and height: less has no room for a title, two axes and anything between them. */
    public static final int LEAST = 200;

    /** The largest width and height. */
    public static final int MOST = 4000;

    /** The look of a picture unless another is asked for. */
    public static final Look DEFAULT = new Look(800, 480, Theme.LIGHT);

    public Look {
        if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
            throw new IllegalArgumentException("a width and a height from " + LEAST + " to " + MOST + " are needed");
        }
    }
}
