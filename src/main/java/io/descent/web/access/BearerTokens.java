package io.descent.web.access;

import io.descent.access.Caller;
import io.descent.access.Keys;
import io.descent.access.Secret;
import io.descent.job.StorageException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Tells who calls: what begins as a key does is one, anything else is a token of the OpenID provider. */
final class BearerTokens implements AuthenticationManager {

    private final @Nullable Keys keys;
    private final @Nullable AuthenticationManager provider;

    /**
     * Makes what knows these ways.
     *
     * @param keys null where keys are not taken
     * @param provider of tokens; null where none are taken
     */
    BearerTokens(@Nullable Keys keys, @Nullable AuthenticationManager provider) {
        this.keys = keys;
        this.provider = provider;
    }

    /** Whether a caller is who they say cannot be told at the moment. */
    static final class UnknownForNow extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        UnknownForNow(Exception cause) {
            super("callers cannot be told at the moment", cause);
        }
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String token = ((BearerTokenAuthenticationToken) given).getToken();
        if (token.startsWith(Secret.PREFIX)) {
            return new CallerAuthentication(byKey(token));
        }
        if (provider == null) {
            throw new InvalidBearerTokenException("the key is not known, or has expired");
        }
        try {
            return provider.authenticate(given);
        } catch (AuthenticationServiceException unavailable) {
            throw new UnknownForNow(unavailable);
        }
    }

    private Caller byKey(String key) {
        if (keys == null) {
            throw new InvalidBearerTokenException("keys are not taken here, only tokens of the OpenID provider");
        }
        try {
            return keys.caller(key)
                    .orElseThrow(() -> new InvalidBearerTokenException("the key is not known, or has expired"));
        } catch (StorageException unavailable) {
            throw new UnknownForNow(unavailable);
        }
    }
}
