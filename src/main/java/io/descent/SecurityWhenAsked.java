package io.descent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves Spring Security out where nobody is asked who they are: it would take time at the start and from each request. */
final class SecurityWhenAsked implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String SECURITY = "org.springframework.boot.security.";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment of) {
        environment = of;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean asked = environment != null
                && !environment.getProperty("descent.auth", "none").equals("none");
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < wanted.length; i++) {
            String candidate = candidates[i];
            wanted[i] = candidate == null || asked || !candidate.startsWith(SECURITY);
        }
        return wanted;
    }
}
