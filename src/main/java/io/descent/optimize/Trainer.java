package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.FeatureScaling;
import io.descent.data.MappedDataset;
import io.descent.data.Parallel;
import io.descent.data.ReadyCopy;
import io.descent.data.RowSource;
import io.descent.inference.Clusters;
import io.descent.inference.Estimator;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.objective.Objective;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.solve.FoldedRows;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.stretch.RemoteRows;
import io.descent.optimize.stretch.RemoteSums;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs fits in this process, with their rows in its heap or in files that it maps. Each call is a fit of its own; calls may run at the same time. */
public final class Trainer implements FitEngine {

    private final LongSupplier nanoClock;
    private final Cores cores;
    private final LeastSquares.Ceiling ceiling;
    private final LongSupplier cacheable;
    private final RemoteRows.@Nullable Host host;

    /** Makes a trainer of fits of one thread, which measures time limits with this clock, in nanoseconds. */
    public Trainer(LongSupplier nanoClock) {
        this(nanoClock, Cores.of(1));
    }

    /** Makes a trainer whose fits share these cores. */
    public Trainer(LongSupplier nanoClock, Cores cores) {
        this(nanoClock, cores, LeastSquares.Ceiling.NONE);
    }

    /** Makes a trainer whose fits share these cores, and find their minima outright up to this ceiling. */
    public Trainer(LongSupplier nanoClock, Cores cores, LeastSquares.Ceiling ceiling) {
        this(nanoClock, cores, ceiling, PageCache::share);
    }

    /**
     * Makes a trainer as above that reads mapped rows at random where they are no larger than this, in bytes: of larger
     * files each shuffled epoch is dealt into buckets first. What a fit finds does not depend on it.
     */
    public Trainer(LongSupplier nanoClock, Cores cores, LeastSquares.Ceiling ceiling, LongSupplier cacheable) {
        this(nanoClock, cores, ceiling, cacheable, null);
    }

    /**
     * Makes a trainer of fits whose batches are all rows, which it brings to a host to be summed over there. What is asked once of the
     * rows, such as their scaling and how far the minimum is, it finds here.
     */
    public Trainer(LongSupplier nanoClock, Cores cores, RemoteRows.Host host) {
        this(nanoClock, cores, LeastSquares.Ceiling.NONE, PageCache::share, host);
    }

    private Trainer(
            LongSupplier nanoClock,
            Cores cores,
            LeastSquares.Ceiling ceiling,
            LongSupplier cacheable,
            RemoteRows.@Nullable Host host) {
        this.host = host;
        this.nanoClock = nanoClock;
        this.cores = cores;
        this.ceiling = ceiling;
        this.cacheable = cacheable;
    }

    @Override
    public Plan plan(FitSpec spec, RowSource rows, @Nullable RowSource validation) {
        return LocalPlan.of(this, spec, rows.inMemory(), validation == null ? null : validation.inMemory());
    }

    /** Runs a fit to its end, or until it is handed back; see {@link Plan#run}. */
    FitOutcome train(LocalPlan plan, TrainingListener listener, Control control, @Nullable Resumption resumption) {
        Interrupt interrupt = new Interrupt(control, plan.spec().stopping().timeLimitSeconds(), nanoClock);
        try (RemoteSums remote = remote(plan, interrupt);
                Team team = new Team(cores, remote);
                ReadyCopy copy = copy(plan, interrupt);
                Training training = new Training(
                        copy == null ? plan : plan.over(copy.data()), listener, interrupt, ceiling, cacheable, team)) {
            if (resumption != null) {
                training.resume(resumption);
            }
            return training.toTheEnd();
        }
    }

    private @Nullable RemoteSums remote(LocalPlan plan, Interrupt interrupt) {
        if (host == null) {
            return null;
        }
        if (!(plan.data() instanceof DenseRows data)
                || !(plan.spec().training().batchSize() instanceof BatchSize.Full)) {
            throw new IllegalArgumentException("only dense rows are brought to a host, as one batch");
        }
        return RemoteSums.of(host, plan.spec().model(), data, plan.scaled(), plan.scaling(), interrupt::abortsWork);
    }

    /** Scales rows: two readings to measure them, and a third to copy them. */
    LocalPlan.Scaled scaled(Dataset data, Function<Parallel, FeatureScaling> measure) {
        try (Team team = new Team(cores)) {
            Parallel parallel = team.sharing(3.0 * data.stored());
            FeatureScaling scaling = measure.apply(parallel);
            return new LocalPlan.Scaled(scaling, scaling.apply(data, parallel));
        }
    }

    /** Tells how sure parameters are; see {@link Plan#inference}. */
    Inference infer(
            Objective scaled,
            @Nullable FoldedRows known,
            FeatureScaling scaling,
            double[] parameters,
            InferenceSpec what,
            Clusters clusters) {
        try (Team team = new Team(cores)) {
            double size = scaled.shape().size();
            double work = scaled.data().rows() * size * size;
            return Estimator.of(scaled, known, scaling, parameters, what, clusters, team.sharing(work));
        }
    }

    /** A file that is read from the disk in each epoch is as fast without a copy, which would have to be written there. */
    private @Nullable ReadyCopy copy(LocalPlan plan, Interrupt interrupt) {
        return host == null
                        && plan.spec().training().epochs() > 1
                        && plan.scaled() instanceof MappedDataset mapped
                        && mapped.bytes() <= cacheable.getAsLong()
                ? ReadyCopy.of(mapped, interrupt::abortsWork)
                : null;
    }
}
