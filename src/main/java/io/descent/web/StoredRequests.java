package io.descent.web;

import io.descent.data.Column;
import io.descent.fit.DatasetDraft;
import io.descent.fit.FitRequest;
import io.descent.fit.RequestCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * Requests as they wait in the store: what a caller could have posted, but as CBOR (RFC 8949), which keeps every number as
 * it is in nine bytes, and is read by the same reader.
 */
final class StoredRequests implements RequestCodec {

    private final CBORFactory factory = new CBORFactory();
    private final FitRequestReader reader;

    StoredRequests(FitRequestReader reader) {
        this.reader = reader;
    }

    @Override
    public FitRequest read(InputStream in) {
        return reader.read(factory.createParser(ObjectReadContext.empty(), in));
    }

    @Override
    public void write(FitRequest request, OutputStream out) {
        try (JsonGenerator to = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            to.writeStartObject();
            request.settings().forEach((name, value) -> {
                to.writeName(name);
                write(value, to);
            });
            to.writeName("dataset");
            write(request.dataset(), to);
            to.writeEndObject();
        }
    }

    private static void write(@Nullable Object value, JsonGenerator to) {
        switch (value) {
            case null -> to.writeNull();
            case String text -> to.writeString(text);
            case Boolean flag -> to.writeBoolean(flag);
            case Long whole -> to.writeNumber(whole);
            case Double real -> to.writeNumber(real);
            case double[] numbers -> to.writeArray(numbers, 0, numbers.length);
            case int[] numbers -> to.writeArray(numbers, 0, numbers.length);
            case List<?> list -> {
                to.writeStartArray();
                list.forEach(item -> write(item, to));
                to.writeEndArray();
            }
            case Map<?, ?> map -> {
                to.writeStartObject();
                map.forEach((name, item) -> {
                    to.writeName((String) name);
                    write(item, to);
                });
                to.writeEndObject();
            }
            case DatasetDraft draft -> {
                to.writeStartObject();
                draft.values().forEach((name, item) -> {
                    to.writeName(name);
                    write(item, to);
                });
                to.writeEndObject();
            }
            case DatasetDraft.Matrix(double[] values, int rows, int features) -> {
                to.writeStartArray();
                for (int i = 0; i < rows; i++) {
                    to.writeArray(values, i * features, features);
                }
                to.writeEndArray();
            }
            case DatasetDraft.Csr(var data, var indices, var indptr, var shape) -> {
                to.writeStartObject();
                named("data", data, to);
                named("indices", indices, to);
                named("indptr", indptr, to);
                named("shape", shape, to);
                to.writeEndObject();
            }
            case Column.Numbers(double[] numbers) -> write(numbers, to);
            case Column column -> {
                to.writeStartArray();
                for (int i = 0; i < column.size(); i++) {
                    write(column.value(i), to);
                }
                to.writeEndArray();
            }
            default -> throw new IllegalArgumentException("a request holds no " + value.getClass());
        }
    }

    private static void named(String name, @Nullable Object value, JsonGenerator to) {
        to.writeName(name);
        write(value, to);
    }
}
