package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A service whose context is stopped and started again. */
class RestartIT {

    @Test
    void fitsRunAgainAfterADrain() throws InterruptedException {
        Duration drain = Duration.ofMillis(200);
        try (ConfigurableApplicationContext context = SpringApplication.run(
                DescentApplication.class, "--server.port=0", "--descent.drain=" + drain.toMillis() + "ms")) {
            context.stop();
            Thread.sleep(drain.multipliedBy(2));

            context.start();

            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(new ServiceClient(port)
                            .fitted(Map.of("x", List.of(1, 2, 3), "y", List.of(1, 2, 3)))
                            .get("status")
                            .asString())
                    .isEqualTo("succeeded");
        }
    }
}
