package io.descent.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

/** How values are written in JSON, for all routes. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    JacksonModule finiteNumbers() {
        return new FiniteNumbers();
    }
}
