package io.descent.web.access;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Callers are asked who they are. */
class Asked implements Condition {

    private static final String NOBODY = "none";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !ways(context.getEnvironment()).equals(List.of(NOBODY));
    }

    private static List<String> ways(Environment environment) {
        return List.of(environment.getProperty(AccessSettings.PROPERTY, NOBODY).split(","));
    }

    /** Callers may say it by a key. */
    static final class ForKeys extends Asked {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return ways(context.getEnvironment())
                    .contains(AccessSettings.Way.KEYS.name().toLowerCase(Locale.ROOT));
        }
    }
}
