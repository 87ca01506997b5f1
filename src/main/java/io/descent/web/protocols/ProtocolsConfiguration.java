package io.descent.web.protocols;

import io.descent.fit.prepare.Limits;
import io.descent.web.body.WebLimits;
import io.descent.web.openapi.Described;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers of this room share. */
@Configuration(proxyBeanMethods = false)
class ProtocolsConfiguration {

    @Bean
    Bodies protocolBodies(WebLimits webLimits, Limits limits) {
        return new Bodies(webLimits, limits.maxCells());
    }

    @Bean
    Described describedProtocols() {
        return new DescribedProtocols();
    }
}
