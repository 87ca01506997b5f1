package io.descent.fit;

import static io.descent.fit.Parameter.optional;

import io.descent.fit.Domain.Real;
import io.descent.optimize.Schedule;
import java.util.List;

/** The schedules of the learning rate. */
public final class ScheduleCatalog {

    private static final Parameter<Double> POWER =
            optional("power", Real.from(0), 0.25, "the exponent; scikit-learn's power_t");

    /** The schedules. */
    public static final Family<Schedule> SCHEDULE = new Family<>(
            "schedule",
            List.of(
                    Structure.of(
                            "constant",
                            Schedule.Constant.class,
                            "the learning rate throughout",
                            _ -> new Schedule.Constant()),
                    Structure.of(
                                    "inverse_scaling",
                                    Schedule.InverseScaling.class,
                                    "learning_rate / t^power at update t, counted from 1; scikit-learn's invscaling",
                                    a -> new Schedule.InverseScaling(a.get(POWER)))
                            .with(POWER, Schedule.InverseScaling::power)));

    static final Parameter<Schedule> SCHEDULE_SETTING =
            optional("schedule", SCHEDULE, new Schedule.Constant(), "how the learning rate changes");

    private ScheduleCatalog() {}
}
