package io.descent.web;

import io.descent.picture.Look;
import io.descent.picture.Picture;
import io.descent.picture.Theme;
import io.descent.schema.Names;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pictures as answers, and the parameters of a URL that say how they look. */
public final class Pictures {

    /** What pictures are. */
    public static final String SVG = "image/svg+xml";

    /** The names of the parameters that say how a picture looks. */
    public static final List<String> PARAMETERS = List.of("width", "height", "theme");

    public static final String DEFAULT_WIDTH = "800";
    public static final String DEFAULT_HEIGHT = "480";
    public static final String DEFAULT_THEME = "light";

    /** A picture that is opened in a browser is a document: its texts are of callers, and nothing in it may run. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private Pictures() {}

    /** Returns the look that checked parameters ask for. */
    public static Look look(int width, int height, String theme) {
        return new Look(width, height, Names.constant(Theme.class, theme));
    }

    /** Returns the answer that a picture is. */
    public static ResponseEntity<Object> answer(Picture picture, Look look) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(SVG + ";charset=UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .body(picture.svg(look));
    }
}
