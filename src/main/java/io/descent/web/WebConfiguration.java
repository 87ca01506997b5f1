package io.descent.web;

import io.descent.fit.Limits;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the HTTP surface. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    @Bean
    FitRequestReader fitRequestReader(Limits limits) {
        return new FitRequestReader(limits);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer(JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(json)));
    }

    @Bean
    JacksonModule finiteNumbers() {
        return new FiniteNumbers();
    }
}
