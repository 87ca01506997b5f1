package io.descent;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.access.Allowance;
import io.descent.data.ScratchSpace;
import io.descent.dataset.DatasetResolver;
import io.descent.dataset.StoredTables;
import io.descent.dataset.TableStore;
import io.descent.fit.FitObserver;
import io.descent.fit.OptimizerService;
import io.descent.fit.RequestCodec;
import io.descent.fit.ServiceSettings;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.Limits;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.Progress;
import io.descent.kernel.Kernels;
import io.descent.optimize.Cores;
import io.descent.optimize.FitEngine;
import io.descent.optimize.Trainer;
import io.descent.predict.Scorers;
import io.descent.store.QueueWorkers;
import io.descent.tabular.ReadLimits;
import io.descent.web.body.Uploads;
import io.descent.web.body.WebLimits;
import io.descent.web.body.ZstdLibrary;
import io.descent.web.datasets.FileTables;
import io.descent.web.datasets.JsonReading;
import io.descent.web.protocols.Served;
import io.descent.wire.FitRequestReader;
import io.descent.wire.StoredRequests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the core to its adapters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DescentProperties.class)
@EnableScheduling
class DescentConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DescentConfiguration.class);

    /** How long after the drain the web server still waits, so that fits that were ended can be answered. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    @Bean
    Limits limits(DescentProperties properties) {
        return new Limits(
                properties.maxCellsOrShareOfHeap(),
                properties.maxWork(),
                new ScratchSpace(
                        properties.dataDir().resolve(DatabaseConfiguration.DATASETS),
                        properties.maxScratch().toBytes()));
    }

    @Bean
    WebLimits webLimits(DescentProperties properties) {
        return new WebLimits(
                properties.maxBody().toBytes(), properties.maxUpload().toBytes());
    }

    @Bean
    Uploads uploads(TableStore tables, WebLimits limits, DescentProperties properties) throws IOException {
        ZstdLibrary.load(properties.dataDir().resolve(DatabaseConfiguration.DATASETS));
        return new Uploads(tables::upload, limits);
    }

    @Bean
    FileTables fileTables(
            TableStore tables, Uploads uploads, FitRequestReader reader, Limits limits, WebLimits webLimits) {
        JsonReading json = new JsonReading(
                reader, DatasetResolver.Environment.inMemory(StoredTables.NONE, limits.maxCells()), webLimits);
        return new FileTables(tables, uploads, ReadLimits.DEFAULT, json, limits.maxCells());
    }

    @Bean
    Served served(DescentProperties properties) {
        return Served.of(properties.serve());
    }

    @Bean
    FitRequestReader fitRequestReader(Limits limits) {
        return new FitRequestReader(limits);
    }

    @Bean
    RequestCodec requestCodec(FitRequestReader reader) {
        return new StoredRequests(reader);
    }

    @Bean
    FitEngine fitEngine(DescentProperties properties, Limits limits) {
        LOG.info("Fits run on {}", Kernels.CHOICE.reason());
        return new Trainer(System::nanoTime, Cores.of(properties.fitThreads()), limits.leastSquares());
    }

    @Bean
    FitObserver fitObserver(MeterRegistry registry, Scorers scorers) {
        FitObserver metrics = new FitMetrics(registry);
        FitObserver log = new FitLog();
        return new FitObserver() {
            @Override
            public void ended(Job job, Duration training, Progress last) {
                metrics.ended(job, training, last);
                log.ended(job, training, last);
            }

            @Override
            public void deleted(String id) {
                scorers.forget(id);
            }
        };
    }

    @Bean
    Scorers scorers(JobStore store) {
        return new Scorers(store);
    }

    @Bean
    OptimizerService optimizerService(
            Engines engines,
            JobStore store,
            TableStore tables,
            RequestCodec codec,
            Limits limits,
            DescentProperties properties,
            Allowance allowance,
            FitObserver observer) {
        return new OptimizerService(
                engines,
                store,
                tables::of,
                codec,
                limits,
                new ServiceSettings(
                        properties.workersOrCores(),
                        properties.queue(),
                        properties.retention(),
                        properties.checkpoint()),
                allowance,
                () -> "fit_" + UlidCreator.getMonotonicUlid(),
                Clock.systemUTC(),
                observer);
    }

    @Bean
    MeterBinder queueMetrics(OptimizerService service) {
        return new QueueMetrics(service);
    }

    @Bean
    Retention retention(OptimizerService service, TableStore tables) {
        return new Retention(service, tables);
    }

    @Bean
    Drain drain(
            OptimizerService service,
            QueueWorkers workers,
            DescentProperties properties,
            DefaultLifecycleProcessor lifecycle) {
        lifecycle.setTimeoutForShutdownPhase(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE, TO_ANSWER.toMillis());
        return new Drain(service, workers::pause, properties.drain());
    }
}
