package io.descent.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture with two axes. Its texts may be of callers: they are data, whatever stands in them.
 *
 * @param description what it shows, for those who do not see it
 * @param layers what lies between the axes, from below to above
 * @param values the scale of what has the colour of a value, with its least and largest; null for none
 * @param note what stands in the middle where there is nothing to draw; null for none
 */
public record Picture(
        String title,
        String subtitle,
        String description,
        Axis x,
        Axis y,
        List<Layer> layers,
        @Nullable Axis values,
        @Nullable String note) {

    public Picture {
        layers = List.copyOf(layers);
        if (values == null
                && layers.stream()
                        .anyMatch(layer -> layer instanceof Layer.ValuedArea || layer instanceof Layer.ValuedPoints)) {
            throw new IllegalArgumentException("colours of values need the scale of the values");
        }
    }

    /** Returns the picture as SVG, in UTF-8. */
    public byte[] svg(Look look) {
        return new Drawing(this, look).svg();
    }
}
