package io.descent;

import io.descent.access.Keys;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** Makes a key in the database of the service, which may run meanwhile: the way to the first one. */
final class KeyCommand {

    static final String OPTION = "--create-key";

    private static final int REFUSED = 2;
    private static final int FAILED = 1;
    private static final List<String> OWN = List.of("create-key", "tenant", "scopes", "name");

    private KeyCommand() {}

    /** What the service has that a key needs: the database and its tables. */
    @Import({DataSourceConfiguration.class, AccessWiring.Stored.class})
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @EnableConfigurationProperties(DescentProperties.class)
    static class Parts {}

    /** A key as it was asked for. */
    private record Wanted(Tenant tenant, Set<Scope> scopes, String name) {

        static Wanted of(SimpleCommandLinePropertySource options) {
            for (String option : options.getPropertyNames()) {
                // those with a dot, as --spring.datasource.url, are settings
                if (!OWN.contains(option) && !option.contains(".") && !option.equals("nonOptionArgs")) {
                    throw new IllegalArgumentException(
                            "there is no option --" + option + "; there are --tenant=…, --scopes=…, --name=…");
                }
            }
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            for (String scope : value(options, "scopes", Scope.ADMIN.text()).split(",", -1)) {
                scopes.add(Scope.of(scope.strip())
                        .orElseThrow(() -> new IllegalArgumentException("there is no scope `" + scope + "`; there are "
                                + String.join(", ", Scope.texts(EnumSet.allOf(Scope.class))))));
            }
            return new Wanted(
                    new Tenant(value(options, "tenant", Tenant.DEFAULT.name())),
                    scopes,
                    value(options, "name", "made by " + OPTION));
        }

        private static String value(PropertySource<?> options, String name, String fallback) {
            return options.getProperty(name) instanceof String value && !value.isEmpty() ? value : fallback;
        }
    }

    /**
     * Prints the key to {@code out} and what is known of it to {@code err}.
     *
     * @return the exit status
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        Wanted wanted;
        try {
            wanted = Wanted.of(new SimpleCommandLinePropertySource(args));
        } catch (IllegalArgumentException refused) {
            err.println(refused.getMessage());
            return REFUSED;
        }
        SpringApplication application = new SpringApplication(Parts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of("logging.level.root", "off"));
        try (ConfigurableApplicationContext context = application.run(args)) {
            Keys.Made made = context.getBean(Keys.class).make(wanted.tenant(), wanted.name(), wanted.scopes(), null);
            out.println(made.secret().text());
            err.println(made.key().id() + " of the tenant " + wanted.tenant() + " with the scopes "
                    + String.join(", ", Scope.texts(wanted.scopes())) + "; the key is not shown again");
            return 0;
        } catch (RuntimeException failure) {
            err.println("no key was made: " + failure.getMessage());
            return FAILED;
        }
    }
}
