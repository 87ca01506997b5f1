package io.descent.web.access;

import io.descent.access.Caller;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Who calls, as the claims of a token say it. */
final class TokenCallers implements Converter<Jwt, CallerAuthentication> {

    private final AccessSettings.Claims claims;

    TokenCallers(AccessSettings.Claims claims) {
        this.claims = claims;
    }

    @Override
    public CallerAuthentication convert(Jwt token) {
        return new CallerAuthentication(new Caller(tenant(token), scopes(token), token.getSubject()));
    }

    /** One that names no tenant is nobody's: it must not become that of others. */
    private Tenant tenant(Jwt token) {
        if (claims.tenant().isEmpty()) {
            return Tenant.DEFAULT;
        }
        if (token.getClaim(claims.tenant()) instanceof String name && Tenant.allows(name)) {
            return new Tenant(name);
        }
        throw new InvalidBearerTokenException("the claim " + claims.tenant() + " of the token must name a tenant");
    }

    /** Others than those of this service are for other services. */
    private Set<Scope> scopes(Jwt token) {
        Object claim = token.getClaim(claims.scopes());
        List<String> names = claim instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(claim).split(" "));
        return names.stream()
                .filter(name -> name.startsWith(claims.prefix()))
                .flatMap(name -> Scope.of(name.substring(claims.prefix().length())).stream())
                .collect(Collectors.toSet());
    }
}
