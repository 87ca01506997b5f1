package io.descent;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.fit.FitEngine;
import io.descent.fit.FitObserver;
import io.descent.fit.Limits;
import io.descent.fit.LocalFitEngine;
import io.descent.fit.OptimizerService;
import io.descent.job.JobStore;
import io.descent.kernel.Kernels;
import io.descent.optimize.Cores;
import io.descent.store.InMemoryJobStore;
import io.descent.web.WebLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** Wires the core to its adapters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DescentProperties.class)
class DescentConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DescentConfiguration.class);

    /** How long after the drain the web server still waits, so that fits that were ended can be answered. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    @Bean
    Limits limits(DescentProperties properties) {
        return new Limits(properties.maxCellsOrShareOfHeap(), properties.maxWork());
    }

    @Bean
    WebLimits webLimits(DescentProperties properties) {
        return new WebLimits(properties.maxBody().toBytes());
    }

    @Bean
    JobStore jobStore(DescentProperties properties) {
        return new InMemoryJobStore(properties.maxFits(), properties.maxCellsOrShareOfHeap());
    }

    @Bean
    FitEngine fitEngine(DescentProperties properties, Limits limits) {
        LOG.info("Fits run on {}", Kernels.CHOICE.reason());
        return new LocalFitEngine(System::nanoTime, Cores.of(properties.fitThreads()), limits);
    }

    @Bean
    FitObserver fitObserver(MeterRegistry registry) {
        return new FitMetrics(registry);
    }

    @Bean
    OptimizerService optimizerService(FitEngine engine, JobStore store, Limits limits, FitObserver observer) {
        return new OptimizerService(
                engine, store, limits, () -> "fit_" + UlidCreator.getMonotonicUlid(), Clock.systemUTC(), observer);
    }

    @Bean
    Drain drain(OptimizerService service, DescentProperties properties, DefaultLifecycleProcessor lifecycle) {
        lifecycle.setTimeoutForShutdownPhase(
                WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE,
                properties.drain().plus(TO_ANSWER).toMillis());
        return new Drain(service, properties.drain());
    }
}
