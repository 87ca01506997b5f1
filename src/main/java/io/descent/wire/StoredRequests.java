package io.descent.wire;

import io.descent.data.Column;
import io.descent.dataset.DatasetDraft;
import io.descent.fit.RequestCodec;
import io.descent.fit.UnreadableRequestException;
import io.descent.fit.prepare.FitRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
public final class StoredRequests implements RequestCodec {

    /**
     * Stands before the request as a number of one byte (a sequence of RFC 8742), and is counted up whenever what is
     * written changes. Release 0.1.0 wrote no number: that is version 1.
     */
    private static final int VERSION = 2;

    private static final String RECORDS = DatasetDraft.Form.RECORDS.field();

    /** Below are the bytes of CBOR that are numbers themselves. */
    private static final int SMALL_NUMBERS = 24;

    private final CBORFactory factory = new CBORFactory();
    private final FitRequestReader reader;

    public StoredRequests(FitRequestReader reader) {
        this.reader = reader;
    }

    @Override
    public FitRequest read(InputStream in) throws IOException {
        PushbackInputStream request = new PushbackInputStream(in);
        int first = request.read();
        if (first < SMALL_NUMBERS && first > VERSION) {
            throw new UnreadableRequestException("the request was stored by a newer release of the service, in form "
                    + first + ", and this one reads forms up to " + VERSION + ": post it again, or run that release");
        }
        if (first >= SMALL_NUMBERS) {
            request.unread(first);
        }
        return reader.read(factory.createParser(ObjectReadContext.empty(), request));
    }

    @Override
    public void write(FitRequest request, OutputStream out) throws IOException {
        out.write(VERSION);
        try (JsonGenerator to = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            to.writeStartObject();
            request.settings().forEach((name, value) -> {
                to.writeName(name);
                write(name.equals(FitRequestReader.VALIDATION) ? validation(value, request.validation()) : value, to);
            });
            to.writeName(FitRequestReader.DATASET);
            write(request.dataset(), to);
            to.writeEndObject();
        }
    }

    /** Puts a dataset to validate with back where it stood. */
    private static @Nullable Object validation(@Nullable Object settings, @Nullable DatasetDraft dataset) {
        if (dataset == null || !(settings instanceof Map<?, ?> map)) {
            return settings;
        }
        Map<Object, @Nullable Object> whole = new LinkedHashMap<>(map);
        whole.put(FitRequestReader.DATASET, dataset);
        return whole;
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
                    if (name.equals(RECORDS) && item instanceof Map<?, ?> columns) {
                        records(columns, to);
                    } else {
                        write(item, to);
                    }
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
            case Column.Numbers(double[] numbers)
            when Arrays.stream(numbers).noneMatch(Double::isNaN) -> write(numbers, to);
            case Column column -> {
                to.writeStartArray();
                for (int i = 0; i < column.size(); i++) {
                    value(column, i, to);
                }
                to.writeEndArray();
            }
            default -> throw new IllegalArgumentException("a request holds no " + value.getClass());
        }
    }

    /** Writes each row with all of its fields, so that the columns are found in the same order again. */
    private static void records(Map<?, ?> columns, JsonGenerator to) {
        int rows = columns.values().stream()
                .mapToInt(column -> ((Column) column).size())
                .findFirst()
                .orElse(0);
        to.writeStartArray();
        for (int i = 0; i < rows; i++) {
            to.writeStartObject();
            for (Map.Entry<?, ?> column : columns.entrySet()) {
                to.writeName((String) column.getKey());
                value((Column) column.getValue(), i, to);
            }
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** A number is written with its sign, which −0 has too. */
    private static void value(Column column, int index, JsonGenerator to) {
        if (column instanceof Column.Numbers(double[] numbers) && !column.isMissing(index)) {
            to.writeNumber(numbers[index]);
        } else {
            write(column.value(index), to);
        }
    }

    private static void named(String name, @Nullable Object value, JsonGenerator to) {
        to.writeName(name);
        write(value, to);
    }
}
