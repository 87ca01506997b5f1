package io.descent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * Starts the service. Components are looked for under {@code web} alone: reading the classes of all rooms took a tenth of
 * the start.
 */
@SpringBootApplication(scanBasePackages = "io.descent.web")
@Import({DescentConfiguration.class, DatabaseConfiguration.class})
public class DescentApplication {

    public static void main(String[] args) {
        SpringApplication.run(DescentApplication.class, args);
    }
}
