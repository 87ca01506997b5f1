package io.descent.web;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Writes doubles that are not finite as null, which is all that JSON has for them, and −0 as 0. */
public final class FiniteNumbers extends SimpleModule {

    /** Makes the module. */
    public FiniteNumbers() {
        super("finite numbers");
        addSerializer(Double.class, new Single());
        addSerializer(double.class, new Single());
        addSerializer(double[].class, new Series());
    }

    private static void write(double value, JsonGenerator to) {
        if (Double.isFinite(value)) {
            // no reader needs to know from which side a 0 was reached
            to.writeNumber(value + 0.0);
        } else {
            to.writeNull();
        }
    }

    private static final class Single extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator to, SerializationContext context) {
            write(value, to);
        }
    }

    private static final class Series extends ValueSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator to, SerializationContext context) {
            to.writeStartArray(values, values.length);
            for (double value : values) {
                write(value, to);
            }
            to.writeEndArray();
        }
    }
}
