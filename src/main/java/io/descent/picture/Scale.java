package io.descent.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An axis in pixels.
 *
 * @param from the pixel of its least number
 * @param to the pixel of its largest
 */
record Scale(Axis axis, double from, double to) {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_TO = 1e7;

    /** A number with the text that stands at it. */
    record Tick(double value, String label) {}

    /** Returns the pixel of a number. */
    double at(double value) {
        double share = axis.logarithmic()
                ? (StrictMath.log(value) - StrictMath.log(axis.least()))
                        / (StrictMath.log(axis.largest()) - StrictMath.log(axis.least()))
                : (value / 2 - axis.least() / 2) / (axis.largest() / 2 - axis.least() / 2);
        return from + share * (to - from);
    }

    /** Returns round numbers along the axis, about so many pixels apart. */
    List<Tick> ticks(double apart) {
        int most = Math.max((int) (Math.abs(to - from) / apart), 2);
        if (!axis.logarithmic()) {
            return linear(most);
        }
        List<Tick> decades = decades(most);
        if (decades.size() >= 2) {
            return decades;
        }
        List<Tick> between = withinDecades();
        return between.size() >= 2 && between.size() <= most + 1 ? between : linear(most);
    }

    private List<Tick> linear(int most) {
        double rough = axis.largest() / most - axis.least() / most;
        int power = (int) Math.floor(StrictMath.log10(rough));
        BigDecimal step = BigDecimal.ONE;
        for (int digit : new int[] {1, 2, 5, 10}) {
            step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
            if (step.doubleValue() >= rough * (1 - 1e-9)) {
                break;
            }
        }
        if (axis.whole() && step.compareTo(BigDecimal.ONE) < 0) {
            step = BigDecimal.ONE;
        }
        BigDecimal largest = BigDecimal.valueOf(axis.largest());
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal value = BigDecimal.valueOf(axis.least())
                .divide(step, 0, RoundingMode.CEILING)
                .multiply(step);
        for (; value.compareTo(largest) <= 0; value = value.add(step)) {
            values.add(value);
        }
        double size = Math.max(Math.abs(axis.least()), Math.abs(axis.largest()));
        boolean plain = size >= PLAIN_FROM && size < PLAIN_TO;
        int digit = step.precision() - step.scale() - 1;
        return values.stream()
                .map(tick -> new Tick(tick.doubleValue(), plain ? plain(tick, digit) : powered(tick, digit)))
                .toList();
    }

    private List<Tick> decades(int most) {
        int first = (int) Math.ceil(StrictMath.log10(axis.least()) - 1e-9);
        int last = (int) Math.floor(StrictMath.log10(axis.largest()) + 1e-9);
        int stride = 1;
        for (int next : new int[] {1, 2, 3, 5, 10, 20, 50, 100, 200}) {
            stride = next;
            if ((last - first) / stride < most) {
                break;
            }
        }
        boolean plain = first >= -4 && last <= 5;
        List<Tick> ticks = new ArrayList<>();
        for (int power = Math.ceilDiv(first, stride) * stride; power <= last; power += stride) {
            BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(power);
            ticks.add(new Tick(value.doubleValue(), plain ? plain(value, power) : "10" + superscript(power)));
        }
        return ticks;
    }

    private List<Tick> withinDecades() {
        int first = (int) Math.floor(StrictMath.log10(axis.least()));
        int last = (int) Math.floor(StrictMath.log10(axis.largest()));
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                double number = value.doubleValue();
                if (number >= axis.least() && number <= axis.largest()) {
                    boolean plain = number >= PLAIN_FROM && number < PLAIN_TO;
                    ticks.add(new Tick(number, plain ? plain(value, power) : powered(value, power)));
                }
            }
        }
        return ticks;
    }

    /** Returns a number with all digits down to the one of its step. */
    private static String plain(BigDecimal value, int digit) {
        String digits = value.abs()
                .setScale(Math.max(-digit, 0), RoundingMode.HALF_EVEN)
                .toPlainString();
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = whole - 3; at > 0; at -= 3) {
            grouped.insert(at, ',');
        }
        return (value.signum() < 0 ? "−" : "") + grouped;
    }

    private static String powered(BigDecimal value, int digit) {
        if (value.signum() == 0) {
            return "0";
        }
        int power = value.precision() - value.scale() - 1;
        BigDecimal digits = value.scaleByPowerOfTen(-power);
        String mantissa = plain(digits, digit - power);
        return (mantissa.equals("1") ? "" : mantissa + "×") + "10" + superscript(power);
    }

    private static String superscript(int power) {
        String digits = Integer.toString(Math.abs(power))
                .chars()
                .mapToObj(digit -> SUPERSCRIPTS.substring(digit - '0', digit - '0' + 1))
                .collect(Collectors.joining());
        return (power < 0 ? "⁻" : "") + digits;
    }
}
