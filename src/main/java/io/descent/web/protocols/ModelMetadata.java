package io.descent.web.protocols;

import java.util.List;

/** What a model takes and answers. */
record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<InferAnswer.Described> inputs,
        List<InferAnswer.Described> outputs) {}
