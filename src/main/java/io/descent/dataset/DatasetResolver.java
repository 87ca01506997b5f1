package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.TOO_LARGE;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Generator;
import io.descent.data.RandomStream;
import io.descent.data.ScratchFiles;
import io.descent.data.ScratchSpace;
import io.descent.data.SparseRows;
import io.descent.data.encode.EncodedRows;
import io.descent.data.encode.EncodingSpec;
import io.descent.model.ModelType;
import io.descent.schema.Mistakes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a dataset out of what a request holds, or tells everything that is wrong with it. */
public final class DatasetResolver {

    /** Where the column of clusters is named. */
    static final String CLUSTER = "/inference/covariance/cluster";

    private final DatasetDraft draft;
    private final Task task;
    private final boolean trained;
    private final @Nullable KnownFeatures known;
    private final Environment environment;
    private final Mistakes mistakes;
    private final DatasetChecks checks;
    private final long mistakesBefore;

    private DatasetResolver(
            DatasetDraft draft,
            Task task,
            boolean trained,
            @Nullable KnownFeatures known,
            Environment environment,
            Mistakes mistakes) {
        this.draft = draft;
        this.trained = trained;
        this.task = task;
        this.known = known;
        this.environment = environment;
        this.mistakes = mistakes;
        this.checks = new DatasetChecks(draft, mistakes);
        this.mistakesBefore = mistakes.count();
    }

    /**
     * What a dataset is resolved in.
     *
     * @param maxCells the most numbers that its features may hold in memory
     * @param scratch where those of tables are put that hold more
     */
    public record Environment(StoredTables tables, long maxCells, ScratchFiles scratch) {

        /** Makes one in which everything is in memory. */
        public static Environment inMemory(StoredTables tables, long maxCells) {
            return new Environment(tables, maxCells, new ScratchFiles(ScratchSpace.NONE));
        }
    }

    /**
     * What the rows are for, as far as that is known.
     *
     * @param model null where the model is not known because of a mistake; the target is then left alone
     * @param encoding how columns become features; null where that was left open
     * @param encodes whether columns become features: not where the encoding is wrong, or that of the training rows
     * @param holdout the rows that nothing is learned of; null for none
     * @param ignoresOthers whether columns that the training rows do not have are left alone; else they are mistakes
     * @param clusters the column that tells clusters of rows apart, and is no feature; null for none
     */
    public record Task(
            @Nullable ModelType model,
            @Nullable EncodingSpec encoding,
            boolean encodes,
            @Nullable Holdout holdout,
            long seed,
            boolean ignoresOthers,
            @Nullable String clusters) {

        /** Makes the task of rows to train on. */
        public Task(
                @Nullable ModelType model,
                @Nullable EncodingSpec encoding,
                boolean encodes,
                @Nullable Holdout holdout,
                long seed) {
            this(model, encoding, encodes, holdout, seed, false, null);
        }

        private Task alongside(@Nullable KnownFeatures known) {
            return new Task(
                    known == null ? null : model,
                    encoding,
                    encodes && known != null,
                    null,
                    seed,
                    ignoresOthers,
                    clusters);
        }
    }

    /**
     * Resolves a dataset to train on.
     *
     * @return null where there were mistakes
     */
    public static @Nullable TrainingData resolve(
            DatasetDraft draft, Task task, Environment environment, Mistakes mistakes) {
        RandomStream random = RandomStream.of(task.seed(), RandomStream.Purpose.GENERATOR);
        return new DatasetResolver(draft, task, true, null, environment, mistakes).resolve(random);
    }

    /**
     * Resolves a dataset to validate with.
     *
     * @param known what it must go with; null where that is not known because of a mistake
     * @return null where there were mistakes
     */
    public static @Nullable TrainingData resolveValidation(
            DatasetDraft draft, Task task, @Nullable KnownFeatures known, Environment environment, Mistakes mistakes) {
        // other numbers than those of the training rows, or the same generator would make the same points
        RandomStream random = RandomStream.of(task.seed(), RandomStream.Purpose.VALIDATION_GENERATOR);
        return new DatasetResolver(draft, task.alongside(known), false, known, environment, mistakes).resolve(random);
    }

    /** Returns the rows of a dataset whose features are numbers from the start; null where there were mistakes. */
    static @Nullable TargetedRows numbers(DatasetDraft draft, Environment environment, Mistakes mistakes) {
        Task none = new Task(null, null, false, null, 0);
        RandomStream random = RandomStream.of(0, RandomStream.Purpose.GENERATOR);
        DatasetResolver resolver = new DatasetResolver(draft, none, true, null, environment, mistakes);
        DatasetDraft.Form form = resolver.checks.form();
        return form == null || form.hasColumns() ? null : resolver.targeted(form, random);
    }

    private @Nullable TargetedRows targeted(DatasetDraft.Form form, RandomStream random) {
        return switch (form) {
            case ROWS -> rows();
            case COLUMNS, RECORDS, STORED, TABLE ->
                new TableResolver(draft, form, task, known, environment, mistakes).resolve();
            case CSR -> csr();
            case GENERATOR -> generated(random);
        };
    }

    private @Nullable TrainingData resolve(RandomStream random) {
        ModelType model = task.model();
        DatasetDraft.Form form = checks.form();
        if (form != null && !form.hasColumns() && trained && task.encoding() != null) {
            mistakes.add(
                    "/encoding",
                    CONFLICT,
                    "must be left out for `" + form.field() + "`, whose features are numbers already; it is for named "
                            + "columns: `columns`, `records` or a stored table");
        }
        if (form != null && !form.hasColumns() && trained && task.clusters() != null) {
            mistakes.add(
                    CLUSTER,
                    CONFLICT,
                    "must be left out for `" + form.field()
                            + "`, which has no named columns: give `columns`, `records` or a " + "stored table");
        }
        TargetedRows table = form == null ? null : targeted(form, random);
        if (table == null || model == null || form == null) {
            return null;
        }
        if (known != null
                && !form.hasColumns()
                && !ValidationRows.hasFeatures(draft, form, table.names(), known.names(), mistakes)) {
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
        return TargetedRows.of(
                new EncodedRows.Dense(x.values()), checks.namesOr(x.features()), y, draft.pointer("y"), draft.weight());
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
        SparseRows rows = new CsrCheck(csr, pointer, environment.maxCells(), mistakes).rows();
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
        return TargetedRows.of(
                new EncodedRows.Sparse(rows), checks.namesOr(shape[1]), y, draft.pointer("y"), draft.weight());
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
        return TargetedRows.of(
                new EncodedRows.Dense(points.values()), names, new Column.Numbers(points.targets()), pointer, null);
    }

    private boolean tooManyCells(long rows, long features, String pointer) {
        if (rows * features <= environment.maxCells()) {
            return false;
        }
        mistakes.add(
                pointer,
                TOO_LARGE,
                "must have at most " + environment.maxCells() + " values (rows × features; DESCENT_MAX_CELLS), not "
                        + rows * features);
        return true;
    }

    private @Nullable TrainingData forModel(TargetedRows table, ModelType model) {
        int[] counted = table.counted();
        ColumnPlace place = table.place().select(counted);
        Column target = counted == null ? table.target() : table.target().select(counted);
        Classes classes = known == null ? null : known.classes();
        double[] targets = model.classifies() && classes != null
                ? ValidationRows.encode(target, classes, place, mistakes)
                : new TargetCheck(place, draft.has("generator"), known == null, mistakes).check(target, model);
        if (targets == null) {
            return null;
        }
        Classes found = !model.classifies() ? null : classes != null ? classes : Classes.of(target);
        return table.trainingData(targets, counted, found);
    }
}
