package io.descent.web.access;

import io.descent.access.Caller;
import io.descent.access.Tenant;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands to controllers who calls, or only the tenant. */
final class CallerArguments implements HandlerMethodArgumentResolver {

    private final boolean asks;

    /**
     * Makes what hands callers on.
     *
     * @param asks whether callers are asked who they are
     */
    CallerArguments(boolean asks) {
        this.asks = asks;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Tenant.class || parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = caller(asks, request.getUserPrincipal());
        return parameter.getParameterType() == Tenant.class ? caller.tenant() : caller;
    }

    /** Returns who calls, where callers may not be asked. */
    static Caller caller(boolean asks, @Nullable Principal principal) {
        return asks ? caller(principal) : Caller.ANYBODY;
    }

    static Caller caller(@Nullable Principal principal) {
        return principal instanceof CallerAuthentication known ? known.caller() : Caller.STRANGER;
    }
}
