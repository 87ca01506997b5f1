package io.descent.web;

import io.descent.fit.Limits;
import io.descent.fit.OptimizerService;
import io.descent.fit.RequestCodec;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
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
    Bodies bodies(FitRequestReader reader, WebLimits limits) {
        return new Bodies(reader, limits);
    }

    @Bean
    Waiting waiting(OptimizerService service) {
        return new Waiting(service);
    }

    @Bean
    EventStreams eventStreams(OptimizerService service, JsonMapper json) {
        return new EventStreams(service, json);
    }

    /** Whoever watches or polls would keep the web server from stopping. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfWatching(EventStreams streams, Waiting waiting) {
        return _ -> {
            streams.close();
            waiting.close();
        };
    }

    @Bean
    RequestCodec requestCodec(FitRequestReader reader) {
        return new StoredRequests(reader);
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
