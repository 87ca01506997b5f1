package io.descent.dataset;

import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.TOO_LARGE;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Generator;
import io.descent.data.RandomStream;
import io.descent.data.SparseRows;
import io.descent.model.ModelType;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a dataset out of what a request holds, or tells everything that is wrong with it. */
public final class DatasetResolver {

    private final DatasetDraft draft;
    private final @Nullable TrainingData training;
    private final long maxCells;
    private final Mistakes mistakes;
    private final DatasetChecks checks;
    private final long mistakesBefore;

    private DatasetResolver(DatasetDraft draft, @Nullable TrainingData training, long maxCells, Mistakes mistakes) {
        this.draft = draft;
        this.training = training;
        this.maxCells = maxCells;
        this.mistakes = mistakes;
        this.checks = new DatasetChecks(draft, mistakes);
        this.mistakesBefore = mistakes.count();
    }

    /**
     * Resolves a dataset to train on.
     *
     * @param model null where the model is not known because of a mistake; the target is then left alone
     * @return null where there were mistakes
     */
    public static @Nullable TrainingData resolve(
            DatasetDraft draft, @Nullable ModelType model, long seed, long maxCells, Mistakes mistakes) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.GENERATOR);
        return new DatasetResolver(draft, null, maxCells, mistakes).resolve(model, random);
    }

    /**
     * Resolves a dataset to validate with.
     *
     * @param training what it must go with; null where that is not known because of a mistake
     * @return null where there were mistakes
     */
    public static @Nullable TrainingData resolveValidation(
            DatasetDraft draft,
            @Nullable ModelType model,
            @Nullable TrainingData training,
            long seed,
            long maxCells,
            Mistakes mistakes) {
        // other numbers than those of the training rows, or the same generator would make the same points
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.VALIDATION_GENERATOR);
        return new DatasetResolver(draft, training, maxCells, mistakes)
                .resolve(training == null ? null : model, random);
    }

    private @Nullable TrainingData resolve(@Nullable ModelType model, RandomStream random) {
        DatasetDraft.Form form = checks.form();
        TargetedRows table = form == null
                ? null
                : switch (form) {
                    case ROWS -> rows();
                    case COLUMNS -> columns();
                    case CSR -> csr();
                    case GENERATOR -> generated(random);
                };
        if (table == null || model == null || form == null) {
            return null;
        }
        if (training != null && !ValidationRows.hasFeatures(draft, form, table.names(), training.dataset(), mistakes)) {
            return null;
        }
        return forModel(table, model);
    }

    private boolean ok() {
        return mistakes.count() == mistakesBefore && !draft.spoiled();
    }

    private @Nullable TargetedRows rows() {
        DatasetDraft.Matrix x = draft.x();
        Column y = draft.y();
        if (!draft.has("y")) {
            mistakes.add(checks.sibling("x", "y"), REQUIRED, "is missing; it must hold a target for each row of `x`");
        }
        if (x != null && x.rows() == 0) {
            mistakes.add(draft.pointer("x"), EMPTY, "must hold at least one row");
        } else if (x != null && x.features() == 0) {
            mistakes.add(draft.pointer("x"), EMPTY, "must hold at least one feature in each row");
        } else if (x != null && y != null && y.size() != x.rows()) {
            mistakes.add(
                    draft.pointer("y"),
                    LENGTH_MISMATCH,
                    "must hold as many values as `x` has rows: " + x.rows() + ", not " + y.size());
        }
        if (x != null) {
            checks.weights(x.rows());
        }
        if (x != null) {
            checks.names(x.features());
        }
        if (x == null || y == null || !ok()) {
            return null;
        }
        return new TargetedRows(
                new TargetedRows.Features.Dense(x.values()),
                checks.namesOr(x.features()),
                y,
                draft.pointer("y"),
                draft.weight());
    }

    private @Nullable TargetedRows csr() {
        DatasetDraft.Csr csr = draft.csr();
        Column y = draft.y();
        String pointer = draft.pointer("csr");
        if (!draft.has("y")) {
            mistakes.add(
                    checks.sibling("csr", "y"), REQUIRED, "is missing; it must hold a target for each row of `csr`");
        }
        if (csr == null) {
            return null;
        }
        SparseRows rows = new CsrCheck(csr, pointer, maxCells, mistakes).rows();
        int[] shape = csr.shape();
        if (shape != null && shape.length == 2) {
            if (y != null && y.size() != shape[0]) {
                mistakes.add(
                        draft.pointer("y"),
                        LENGTH_MISMATCH,
                        "must hold as many values as `csr` has rows: " + shape[0] + ", not " + y.size());
            }
            checks.weights(shape[0]);
            checks.names(shape[1]);
        }
        if (rows == null || shape == null || y == null || !ok()) {
            return null;
        }
        return new TargetedRows(
                new TargetedRows.Features.Sparse(rows),
                checks.namesOr(shape[1]),
                y,
                draft.pointer("y"),
                draft.weight());
    }

    private @Nullable TargetedRows columns() {
        Map<String, Column> columns = draft.columns();
        String target = draft.target();
        if (!draft.has("target")) {
            mistakes.add(checks.sibling("columns", "target"), REQUIRED, "is missing; it must name one of the columns");
        }
        if (columns == null || target == null) {
            return null;
        }
        String pointer = draft.pointer("columns");
        Column y = columns.get(target);
        if (y == null) {
            mistakes.add(
                    draft.pointer("target"),
                    UNKNOWN_VALUE,
                    "must name one of the columns" + Names.didYouMean(target, columns.keySet()));
            return null;
        }
        List<String> names =
                columns.keySet().stream().filter(name -> !name.equals(target)).toList();
        if (training != null) {
            names = ValidationRows.ordered(names, training.dataset());
        }
        if (names.isEmpty()) {
            mistakes.add(pointer, EMPTY, "must hold at least one column beside the target");
        }
        if (y.size() == 0) {
            mistakes.add(Mistakes.at(pointer, target), EMPTY, "must hold at least one value");
        }
        List<double[]> features = new ArrayList<>();
        for (String name : names) {
            Column column = columns.get(name);
            switch (column) {
                case Column.Numbers(double[] values)
                when values.length != y.size() ->
                    mistakes.add(
                            Mistakes.at(pointer, name),
                            LENGTH_MISMATCH,
                            "must be as long as the target: " + y.size() + ", not " + values.length);
                case Column.Numbers(double[] values) -> features.add(values);
                case null, default ->
                    mistakes.add(
                            Mistakes.at(pointer, name),
                            WRONG_TYPE,
                            "must be a list of numbers; this version fits no categories");
            }
        }
        checks.weights(y.size());
        if (!ok() || tooManyCells(y.size(), names.size(), pointer)) {
            return null;
        }
        int d = features.size();
        double[] values = new double[y.size() * d];
        for (int j = 0; j < d; j++) {
            double[] column = features.get(j);
            for (int i = 0; i < column.length; i++) {
                values[i * d + j] = column[i];
            }
        }
        return new TargetedRows(
                new TargetedRows.Features.Dense(values), names, y, Mistakes.at(pointer, target), draft.weight());
    }

    private @Nullable TargetedRows generated(RandomStream random) {
        String pointer = draft.pointer("generator");
        Object given = draft.generator();
        Generator generator = given == null ? null : GeneratorCatalog.GENERATOR.read(given, pointer, mistakes);
        if (generator == null || tooManyCells(generator.rows(), generator.features(), pointer) || !ok()) {
            return null;
        }
        Generator.Generated points = generator.generate(random);
        List<String> names = DatasetChecks.defaultNames(generator.features());
        return new TargetedRows(
                new TargetedRows.Features.Dense(points.values()),
                names,
                new Column.Numbers(points.targets()),
                pointer,
                null);
    }

    private boolean tooManyCells(long rows, long features, String pointer) {
        if (rows * features <= maxCells) {
            return false;
        }
        mistakes.add(
                pointer,
                TOO_LARGE,
                "must have at most " + maxCells + " values (rows × features; DESCENT_MAX_CELLS), not "
                        + rows * features);
        return true;
    }

    private @Nullable TrainingData forModel(TargetedRows table, ModelType model) {
        int[] counted = table.counted();
        Column target = counted == null ? table.target() : table.target().select(counted);
        Classes known = training == null ? null : training.classes();
        double[] targets = model.classifies() && known != null
                ? ValidationRows.encode(target, known, table.targetPointer(), counted, mistakes)
                : new TargetCheck(table.targetPointer(), draft.has("generator"), training == null, counted, mistakes)
                        .check(target, model);
        if (targets == null) {
            return null;
        }
        Classes classes = !model.classifies() ? null : known != null ? known : Classes.of(target);
        return table.trainingData(targets, counted, classes);
    }
}
