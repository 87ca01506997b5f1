package io.descent.web;

import io.descent.fit.Limits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

/** The parts of the HTTP surface. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    FitRequestReader fitRequestReader(Limits limits) {
        return new FitRequestReader(limits);
    }

    @Bean
    JacksonModule finiteNumbers() {
        return new FiniteNumbers();
    }
}
