package io.descent.web.protocols;

import io.descent.web.openapi.Described;
import io.descent.web.openapi.Schemas;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the description says of the protocols beside what their controllers tell. */
final class DescribedProtocols implements Described {

    static final String INFER = "infer";
    static final String INFER_BY_VERSION = "inferByVersion";
    static final String INVOKE = "invoke";
    static final String INVOKE_SERVED = "invokeServed";

    @Override
    public List<Class<?>> records() {
        return List.of(
                ServerMetadata.class,
                ModelMetadata.class,
                InferAnswer.class,
                InvocationAnswer.class,
                Health.Live.class,
                Health.Ready.class,
                Health.ModelReady.class);
    }

    @Override
    public @Nullable RequestBody body(String operationId) {
        return switch (operationId) {
            case INFER, INFER_BY_VERSION ->
                json(
                        "tensors, as the Open Inference Protocol has them",
                        Map.of(
                                "inputs",
                                List.of(Map.of(
                                        "name",
                                        "x",
                                        "shape",
                                        List.of(1, 2),
                                        "datatype",
                                        "FP64",
                                        "data",
                                        List.of(1.5, 2)))));
            case INVOKE, INVOKE_SERVED ->
                json(
                        "rows, as MLflow and SageMaker take them",
                        Map.of(
                                "dataframe_split",
                                Map.of("columns", List.of("sqft", "city"), "data", List.of(List.of(800, "Paris")))));
            default -> null;
        };
    }

    private static RequestBody json(String description, Object example) {
        MediaType json = new MediaType().schema(Schemas.type("object").description(description));
        json.setExample(example);
        return new RequestBody()
                .required(true)
                .content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json));
    }
}
