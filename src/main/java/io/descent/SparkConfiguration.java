package io.descent;

import io.descent.data.ScratchSpace;
import io.descent.fit.prepare.Engines;
import io.descent.fit.prepare.Limits;
import io.descent.optimize.FitEngine;
import io.descent.spark.SparkEngine;
import io.descent.spark.SparkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What runs fits: this process, and a Spark cluster where the operator has named one. */
@Configuration(proxyBeanMethods = false)
class SparkConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SparkConfiguration.class);

    @Bean
    Engines engines(FitEngine local, Limits limits, DescentProperties properties) {
        SparkSettings settings = settings(properties.spark(), limits.scratch());
        if (settings == null) {
            return Engines.local(local);
        }
        LOG.info("Fits can run on Spark at {}", settings.master());
        return new Engines(local, new SparkEngine(settings, local));
    }

    /** The version is in its name. */
    private static Resource driver() {
        try {
            Resource[] packaged = new PathMatchingResourcePatternResolver().getResources("classpath:spark/*-spark.jar");
            if (packaged.length == 1) {
                return packaged[0];
            }
            throw new IllegalStateException("there must be one driver for Spark and there are " + packaged.length
                    + ": build anew with ./mvnw clean package");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable SparkSettings settings(DescentProperties.Spark spark, ScratchSpace scratch) {
        if (spark.home().isEmpty() && spark.master().isEmpty()) {
            return null;
        }
        if (spark.home().isEmpty() || spark.master().isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    spark.home().isEmpty() ? "descent.spark.home" : "descent.spark.master",
                    "",
                    "must be given with the other: DESCENT_SPARK_HOME is the folder of a Spark, and DESCENT_SPARK_MASTER "
                            + "its cluster, such as spark://host:7077");
        }
        try {
            return new SparkSettings(
                    driver()::getInputStream,
                    Path.of(spark.home()).toAbsolutePath(),
                    spark.master(),
                    spark.conf().isEmpty() ? null : Path.of(spark.conf()).toAbsolutePath(),
                    scratch.folder(),
                    spark.patience());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidConfigurationPropertyValueException(
                    "descent.spark", spark.home(), String.valueOf(wrong.getMessage()));
        }
    }
}
