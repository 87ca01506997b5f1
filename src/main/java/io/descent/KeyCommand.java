package io.descent;

import io.descent.access.Keys;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/** Makes a key: the way to the first one. */
final class KeyCommand {

    static final String OPTION = "--create-key";

    private static final List<String> OWN = List.of("create-key", "tenant", "scopes", "name");

    private KeyCommand() {}

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
            return Command.REFUSED;
        }
        return Command.run(args, err, context -> {
            Keys.Made made = context.getBean(Keys.class).make(wanted.tenant(), wanted.name(), wanted.scopes(), null);
            out.println(made.secret().text());
            err.println(made.key().id() + " of the tenant " + wanted.tenant() + " with the scopes "
                    + String.join(", ", Scope.texts(wanted.scopes())) + "; the key is not shown again");
            return 0;
        });
    }
}
