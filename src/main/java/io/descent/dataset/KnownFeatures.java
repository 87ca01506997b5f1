package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.encode.Encoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model knows of the rows that it was trained on, which any others must go with.
 *
 * @param names of its features, in their order
 * @param encoding how they are made of columns
 * @param classes what the targets stand for, where they are classes
 */
public record KnownFeatures(
        List<String> names, Encoding encoding, @Nullable Classes classes) {

    public KnownFeatures {
        names = List.copyOf(names);
    }
}
