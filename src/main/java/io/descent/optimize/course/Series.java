package io.descent.optimize.course;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A number that each record of a history holds.
 *
 * @param name as JSON, CSV and the stored history write it
 */
public record Series(String name, String description) implements Serializable {

    /** Mean loss of the record's rows. */
    public static final Series LOSS = new Series("loss", "mean loss, each row measured before the update that used it");

    /** The learning rate of the record's last update. */
    public static final Series LEARNING_RATE = new Series("learning_rate", "of the record's last update");

    /** The exact objective after the epoch. */
    public static final Series OBJECTIVE = new Series("objective", "exact objective after each epoch");

    /** How far the objective after the epoch is above its minimum. */
    public static final Series EXCESS_LOSS = new Series(
            "excess_loss",
            "objective after each epoch less its minimum, which `exact` or `lbfgs` finds; where the fit itself came lower, "
                    + "that counts as the minimum, so that it is never below 0. All null where the minimum was not found, "
                    + "as the fit was cancelled or its time was up before");

    /** The exact mean loss over the validation rows after the epoch. */
    public static final Series VAL_LOSS = new Series(
            "val_loss",
            "exact mean loss over the validation rows after each epoch; null for an update that does not end its epoch");

    /** Returns that of a running metric over the rows that are trained on. */
    public static Series of(RunningMetric metric) {
        return new Series(name(metric), metric.description());
    }

    /** Returns that of a running metric over the validation rows. */
    public static Series ofValidation(RunningMetric metric) {
        return new Series("val_" + name(metric), "the same over the validation rows after each epoch");
    }

    private static String name(RunningMetric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** Returns all that there are, in the order in which they are answered. */
    public static List<Series> all() {
        RunningMetric[] metrics = RunningMetric.values();
        return Stream.of(
                        Stream.of(LOSS, LEARNING_RATE, OBJECTIVE, EXCESS_LOSS),
                        Arrays.stream(metrics).map(Series::of),
                        Stream.of(VAL_LOSS),
                        Arrays.stream(metrics).map(Series::ofValidation))
                .flatMap(some -> some)
                .toList();
    }
}
