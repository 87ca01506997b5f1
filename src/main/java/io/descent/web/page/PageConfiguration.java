package io.descent.web.page;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the page's policy before its files. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    FilterRegistrationBean<PagePolicy> pagePolicy() {
        FilterRegistrationBean<PagePolicy> policy = new FilterRegistrationBean<>(new PagePolicy());
        policy.addUrlPatterns("", "/index.html", "/page/*");
        return policy;
    }
}
