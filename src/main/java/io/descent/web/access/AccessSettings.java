package io.descent.web.access;

import io.descent.access.Tenant;
import java.util.Set;

/**
 * What an operator can set.
 *
 * @param ways by which callers say who they are; none where nobody is asked
 * @param metricsOpen whether metrics are told to everybody
 * @param openapiOpen whether the description of the API is shown to everybody
 */
public record AccessSettings(Set<Way> ways, boolean metricsOpen, boolean openapiOpen, Claims claims) {

    /** The name of the property that has the ways, as one text. */
    static final String PROPERTY = "descent.auth";

    /** How callers say who they are. */
    public enum Way {
        /** By a key that the service has made. */
        KEYS,
        /** By a token of an OpenID provider. */
        OIDC
    }

    /**
     * What the claims of a token mean.
     *
     * @param tenant the name of the claim with the tenant; empty where all callers are of {@link Tenant#DEFAULT}
     * @param scopes the name of the claim with the scopes, a list or a text with spaces
     * @param prefix with what those of this service begin
     */
    public record Claims(String tenant, String scopes, String prefix) {}

    public AccessSettings {
        ways = Set.copyOf(ways);
    }

    /** Tells whether callers are asked who they are. */
    boolean asks() {
        return !ways.isEmpty();
    }

    boolean has(Way way) {
        return ways.contains(way);
    }
}
