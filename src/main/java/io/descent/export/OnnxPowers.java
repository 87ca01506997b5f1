package io.descent.export;

import ai.onnx.proto.OnnxMl.TensorProto;

/**
 * The powers e^x of exponents x ≤ 0, to the last bit those of {@link StrictMath#exp}: its steps, as fdlibm has them, each of
 * which rounds once. The Exp of ONNX Runtime is off by up to 2 ulp, and in the sum of a softmax they come to 6.
 *
 * <p>x = k·ln 2 + r with |r| ≤ ½·ln 2, and e^x = 2^k·e^r with e^r = 1 + r + r·c / (2 − c), where c is a polynomial of r.
 */
final class OnnxPowers {

    /** Of the even powers of r from the second on, the lowest first. */
    private static final double[] POLYNOMIAL = {
        0x1.555555555553ep-3,
        -0x1.6c16c16bebd93p-9,
        0x1.1566aaf25de2cp-14,
        -0x1.bbd41c5d26bf1p-20,
        0x1.6376972bea4d0p-25
    };

    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double LN2_INVERSE = 0x1.71547652b82fep0;

    /** Above it k is 0: −½·ln 2 to the bits that fdlibm looks at. */
    private static final double WITHIN_HALF = -0x1.62e43p-2;

    /** Above it e^x is 1 + x. */
    private static final double TINY = -0x1p-28;

    /** Below it e^x is 0, and above it, too. */
    private static final double LEAST = -750;

    /** So much of k is put apart that no product but the last is too small to be exact. */
    private static final int APART = 1000;

    private final OnnxGraph graph;

    private OnnxPowers(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Adds them to a graph and returns the name of their value; NaN stays NaN. */
    static String add(OnnxGraph graph, String exponents) {
        return new OnnxPowers(graph).of(exponents);
    }

    private String of(String exponents) {
        String least = number(LEAST);
        String x = where(graph.add("Less", exponents, least), least, exponents);
        String rounded = minus(times(x, number(LN2_INVERSE)), number(0.5));
        String places = where(graph.add("Greater", x, number(WITHIN_HALF)), number(0), rounded);
        // toward 0, as the cast of Java
        String k = graph.cast(graph.cast(places, TensorProto.DataType.INT64), TensorProto.DataType.DOUBLE);
        String high = minus(x, times(k, number(LN2_HIGH)));
        String low = times(k, number(LN2_LOW));
        String r = minus(high, low);
        String square = times(r, r);
        String sum = number(POLYNOMIAL[POLYNOMIAL.length - 1]);
        for (int j = POLYNOMIAL.length - 2; j >= 0; j--) {
            sum = graph.add("Add", times(square, sum), number(POLYNOMIAL[j]));
        }
        String c = minus(r, times(square, sum));
        String share = graph.add("Div", times(r, c), minus(number(2), c));
        String power = minus(number(1), minus(minus(low, share), high));
        String scale = graph.add("Pow", number(2), graph.add("Add", k, number(APART)));
        String scaled = times(times(power, scale), number(Math.scalb(1.0, -APART)));
        return where(graph.add("Greater", x, number(TINY)), graph.add("Add", x, number(1)), scaled);
    }

    private String number(double number) {
        return graph.number(number);
    }

    private String times(String one, String other) {
        return graph.add("Mul", one, other);
    }

    private String minus(String one, String other) {
        return graph.add("Sub", one, other);
    }

    private String where(String condition, String then, String otherwise) {
        return graph.add("Where", condition, then, otherwise);
    }
}
