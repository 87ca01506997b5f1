package io.descent.web.access;

import io.descent.access.AuditStore;
import io.descent.access.Caller;
import io.descent.access.Keys;
import io.descent.access.Scope;
import io.descent.web.openapi.Described;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import tools.jackson.databind.json.JsonMapper;

/** Asks callers who they are, and lets them do what the {@link Rules} say. */
@Configuration(proxyBeanMethods = false)
@Conditional(Asked.class)
class SecurityConfiguration {

    @Bean
    Rules rules(AccessSettings settings) {
        return Rules.of(settings);
    }

    @Bean
    Refusals refusals(Rules rules, JsonMapper json) {
        return new Refusals(rules, json);
    }

    @Bean
    AuthenticationManagerResolver<HttpServletRequest> bearerTokens(
            AccessSettings settings, Keys keys, ObjectProvider<JwtDecoder> decoders) {
        BearerTokens tokens = new BearerTokens(
                settings.has(AccessSettings.Way.KEYS) ? keys : null,
                settings.has(AccessSettings.Way.OIDC) ? provider(settings, decoders.getIfAvailable()) : null);
        return _ -> tokens;
    }

    private static ProviderManager provider(AccessSettings settings, @Nullable JwtDecoder decoder) {
        if (decoder == null) {
            throw new InvalidConfigurationPropertyValueException(
                    AccessSettings.PROPERTY,
                    "oidc",
                    "needs an OpenID provider: SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI");
        }
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(new TokenCallers(settings.claims()));
        return new ProviderManager(provider);
    }

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            Rules rules,
            Refusals refusals,
            AuditStore audit,
            AuthenticationManagerResolver<HttpServletRequest> bearerTokens) {
        AuditFilter auditing = new AuditFilter(audit, new AuditedRoutes(rules), Clock.systemUTC());
        return http.addFilterBefore(auditing, BearerTokenAuthenticationFilter.class)
                // no cookie says who calls, so that no other page can call in somebody's name
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // the service sets its own
                .headers(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(bearerTokens)
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(by(rules)))
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> by(Rules rules) {
        return (authentication, context) -> {
            Scope needed = rules.needed(context.getRequest());
            if (needed == null) {
                return new AuthorizationDecision(true);
            }
            Caller caller = CallerArguments.caller(authentication.get());
            return new AuthorizationDecision(caller.may(needed));
        };
    }

    @Bean
    @Conditional(Asked.ForKeys.class)
    Described describedKeys() {
        return new DescribedKeys();
    }
}
