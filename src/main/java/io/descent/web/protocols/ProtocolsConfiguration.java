package io.descent.web.protocols;

import io.descent.fit.prepare.Limits;
import io.descent.web.openapi.Described;
import io.descent.wire.InferenceRequestReader;
import io.descent.wire.ScoringRequestReader;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers of this room share. */
@Configuration(proxyBeanMethods = false)
class ProtocolsConfiguration {

    @Bean
    InferenceRequestReader inferenceRequestReader(Limits limits) {
        return new InferenceRequestReader(limits.maxCells());
    }

    @Bean
    ScoringRequestReader scoringRequestReader(Limits limits) {
        return new ScoringRequestReader(limits.maxCells());
    }

    /** Ready is what the probe of the same name calls ready. */
    @Bean
    Readiness readiness(HealthEndpoint health) {
        return () -> {
            HealthDescriptor readiness = health.healthForPath("readiness");
            return readiness != null && Status.UP.equals(readiness.getStatus());
        };
    }

    @Bean
    Described describedProtocols() {
        return new DescribedProtocols();
    }
}
