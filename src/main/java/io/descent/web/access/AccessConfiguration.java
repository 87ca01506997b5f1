package io.descent.web.access;

import io.descent.access.Allowance;
import io.descent.access.Caller;
import io.descent.access.Tenant;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers need to know of callers, whether these are asked who they are or not. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    static {
        // they are no parameters of requests
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Tenant.class);
    }

    @Bean
    RateLimitHeaders rateLimitHeaders(AccessSettings settings, Allowance allowance) {
        return new RateLimitHeaders(settings.asks(), allowance);
    }

    @Bean
    WebMvcConfigurer callers(AccessSettings settings) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArguments(settings.asks()));
            }
        };
    }
}
