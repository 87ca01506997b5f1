package io.descent.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param who the id of a key, or the subject of a token; null where nobody is asked
 */
public record Caller(
        Tenant tenant, Set<Scope> scopes, @Nullable String who) {

    /** Everybody, where nobody is asked who they are. */
    public static final Caller ANYBODY = new Caller(Tenant.DEFAULT, EnumSet.allOf(Scope.class), null);

    /** Those who have not said who they are, where that is asked; some routes are open to them. */
    public static final Caller STRANGER = new Caller(Tenant.DEFAULT, Set.of(), null);

    public Caller {
        scopes = Collections.unmodifiableSet(Scope.sorted(scopes));
    }

    /** Tells whether the caller may do what needs a scope. */
    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /** Tells whether the caller may manage what belongs to a tenant: the operators, who are of the default one, may everywhere. */
    public boolean manages(Tenant other) {
        return may(Scope.ADMIN) && (tenant.equals(other) || tenant.equals(Tenant.DEFAULT));
    }
}
