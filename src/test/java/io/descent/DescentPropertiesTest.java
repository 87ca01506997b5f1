package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.store.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DescentPropertiesTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DescentProperties.class)
    static class Properties {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Properties.class);

    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    @Test
    void theDefaultsAreAccepted() {
        application.run(context -> assertThat(context.getStartupFailure()).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint, 0s",
        "checkpoint, -3s",
        "checkpoint, 1ns",
        "checkpoint, ''",
        "heartbeat, 0s",
        "heartbeat, -1s",
        "retention, 0",
        "retention, -30d",
        "drain, -1s",
        "dataDir, ''",
        "queue, 0",
        "workers, -1",
        "maxCells, -1",
        "maxWork, 0",
        "fitThreads, -1",
        "spark.patience, 0s",
        "auth, sometimes",
        "auth, 'none,keys'",
        "auth, ''",
        "quotaWork, -1",
        "quotaFits, -1",
        "quotaQueued, -1"
    })
    void aSettingThatMakesNoSenseIsNamed(String name, String value) {
        application
                .withPropertyValues("descent." + name + "=" + value)
                .run(context -> assertThat(causes(context.getStartupFailure()))
                        .anySatisfy(cause -> assertThat(cause).hasMessageContaining("on field '" + name + "'")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sometimes", "true", "''"})
    void aFlushThatThereIsNotIsNamed(String value) {
        application
                .withPropertyValues("descent.flush=" + value)
                .run(context -> assertThat(causes(context.getStartupFailure()))
                        .anySatisfy(cause -> assertThat(cause).hasMessageContaining("'descent.flush'")));
    }

    @ParameterizedTest
    @CsvSource({"accepted, PROCESS", "always, MACHINE", "ALWAYS, MACHINE"})
    void whatAnAnsweredFitOutlivesIsChosen(String flush, Durability answered) {
        application
                .withPropertyValues("descent.flush=" + flush)
                .run(context -> assertThat(
                                context.getBean(DescentProperties.class).flush().answered())
                        .isEqualTo(answered));
    }

    @Test
    void aDataDirectoryThatIsNoneIsNamed(@TempDir Path place) throws IOException {
        Path file = Files.createFile(place.resolve("file"));
        application
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues("descent.data-dir=" + file)
                .run(context -> assertThat(causes(context.getStartupFailure()))
                        .anySatisfy(cause -> assertThat(cause)
                                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                                .hasMessageContainingAll("descent.data-dir", file.toString())));
    }
}
