package io.descent.fit.prepare;

import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.TOO_LARGE;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.data.SparseDataset;
import io.descent.fit.catalog.FitConfig;
import io.descent.optimize.Work;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.schema.Mistakes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can only be checked when settings and data are both known. */
record SizeCheck(Dataset data, @Nullable Dataset validation, Limits limits, Mistakes mistakes) {

    FitConfig check(FitConfig config) {
        FitSpec spec = config.spec();
        if (spec.training().init() instanceof Init.Values values) {
            checkInit(values, spec.model().shape(data));
        }
        double workPerEpoch = workPerEpoch(spec);
        if (spec.training().optimizer() instanceof Exact) {
            spec = checkExact(config, spec);
            workPerEpoch /= spec.training().epochs();
        }
        if (!config.epochsChosen()) {
            double most = mostEpochs(spec, workPerEpoch);
            spec = most < 1
                    ? spec
                    : withEpochs(spec, (int) Math.min(spec.training().epochs(), most));
        }
        double work = workPerEpoch * spec.training().epochs();
        if (work > limits.maxWork()) {
            long fewer = (long) (limits.maxWork() / workPerEpoch);
            mistakes.add(
                    "/epochs",
                    TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "makes %.3g multiply-adds (%s), above the ceiling of %.3g (DESCENT_MAX_WORK); %s",
                            work,
                            data instanceof SparseDataset
                                    ? "(non-zeros + rows) × outputs × epochs, and the parameters at each update"
                                    : "rows × parameters × epochs",
                            limits.maxWork(),
                            fewer > 0 ? "at most " + fewer + " epochs fit" : "not even one epoch fits"));
        }
        double cells = historyCells(spec);
        if (cells > limits.maxCells()) {
            mistakes.add(
                    "/history",
                    TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "would hold %.3g numbers, above the ceiling of %d (DESCENT_MAX_CELLS); choose a larger "
                                    + "`every` or include less",
                            cells,
                            limits.maxCells()));
        }
        return config.with(spec, config.explanation());
    }

    private void checkInit(Init.Values values, ParameterShape shape) {
        List<List<Double>> coef = values.coef();
        int outputs = shape.outputs();
        if (coef.size() != outputs) {
            mistakes.add(
                    "/init/coef",
                    LENGTH_MISMATCH,
                    outputs == 1
                            ? "must be one list with a weight for each feature: " + shape.features()
                            : "must hold a list of weights for each class: " + outputs + ", not " + coef.size());
            return;
        }
        for (int k = 0; k < outputs; k++) {
            if (coef.get(k).size() != shape.features()) {
                mistakes.add(
                        outputs == 1 ? "/init/coef" : Mistakes.at("/init/coef", k),
                        LENGTH_MISMATCH,
                        "must hold a weight for each feature: " + shape.features() + ", not "
                                + coef.get(k).size());
            }
        }
        int intercepts = values.intercept().size();
        if (intercepts != 1 && intercepts != outputs) {
            mistakes.add(
                    "/init/intercept",
                    LENGTH_MISMATCH,
                    outputs == 1
                            ? "must be one number"
                            : "must hold an intercept for each class: " + outputs + ", not " + intercepts);
        }
    }

    /** One epoch, but that of {@link LeastSquares}. */
    private FitSpec checkExact(FitConfig config, FitSpec spec) {
        ParameterShape shape = spec.model().shape(data);
        if (!limits.leastSquares().allows(data.rows(), shape)) {
            mistakes.add(
                    "/optimizer",
                    TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "\"exact\" would take %.3g multiply-adds and hold %.3g numbers, above the ceiling of %.3g "
                                    + "(DESCENT_MAX_WORK) or %d (DESCENT_MAX_CELLS); take \"lbfgs\"",
                            LeastSquares.work(data.rows(), shape),
                            LeastSquares.cells(data.rows(), shape),
                            limits.maxWork(),
                            limits.maxCells()));
        }
        return config.epochsChosen() ? spec : withEpochs(spec, 1);
    }

    private static FitSpec withEpochs(FitSpec spec, int epochs) {
        return spec.with(spec.training().withEpochs(epochs));
    }

    private double historyCells(FitSpec spec) {
        double units = spec.training().epochs() * unitsPerEpoch(spec);
        return Math.ceil(units / spec.history().every()) * cellsPerRecord(spec);
    }

    double workPerEpoch(FitSpec spec) {
        return Work.of(spec, data).epoch()
                + (validation == null ? 0 : Work.of(spec, validation).epoch());
    }

    double mostEpochs(FitSpec spec, double workPerEpoch) {
        double records = Math.floor(limits.maxCells() / cellsPerRecord(spec));
        double ofHistory = records * spec.history().every() / unitsPerEpoch(spec);
        return Math.min(limits.maxWork() / workPerEpoch, ofHistory);
    }

    private double unitsPerEpoch(FitSpec spec) {
        return spec.history().unit() == HistorySpec.Unit.UPDATE
                ? spec.training().updatesPerEpoch(data.rows())
                : 1;
    }

    private double cellsPerRecord(FitSpec spec) {
        HistorySpec history = spec.history();
        int metrics = history.metrics().size();
        return 4
                + metrics
                + (validation == null ? 0 : 1 + metrics)
                + (double) history.include().size() * spec.model().shape(data).size();
    }
}
