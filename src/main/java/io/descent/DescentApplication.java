package io.descent;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * Starts the service, or does what an option of the command line asks for in its place. Components are looked for under
 * {@code web} alone: reading the classes of all rooms took a tenth of the start.
 */
@SpringBootApplication(scanBasePackages = "io.descent.web")
@Import({
    DescentConfiguration.class,
    DataSourceConfiguration.class,
    DatabaseConfiguration.class,
    AccessWiring.class,
    SparkConfiguration.class
})
public class DescentApplication {

    public static void main(String[] args) {
        if (List.of(args).contains(KeyCommand.OPTION)) {
            System.exit(KeyCommand.run(args, System.out, System.err));
        }
        if (List.of(args).contains(AuditCommand.OPTION)) {
            System.exit(AuditCommand.run(args, System.out, System.err));
        }
        SpringApplication.run(DescentApplication.class, args);
    }
}
