package io.descent;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** What an option of the command line asks for in the place of the service, which may run meanwhile on the same database. */
final class Command {

    static final int FAILED = 1;
    static final int REFUSED = 2;

    private Command() {}

    /** What the service has that commands need: the database and its tables. */
    @Import({DataSourceConfiguration.class, AccessWiring.Stored.class})
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @EnableConfigurationProperties(DescentProperties.class)
    static class Parts {}

    /** Does something with the database, and returns the exit status. */
    static int run(String[] args, PrintStream err, ToIntFunction<ConfigurableApplicationContext> what) {
        SpringApplication application = new SpringApplication(Parts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        // what is printed may be read by a program
        application.setDefaultProperties(Map.of("logging.level.root", "off"));
        try (ConfigurableApplicationContext context = application.run(args)) {
            return what.applyAsInt(context);
        } catch (RuntimeException failure) {
            err.println("it could not be done: " + failure.getMessage());
            return FAILED;
        }
    }
}
