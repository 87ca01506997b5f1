package io.descent.web.plots;

import io.descent.dataset.TableStore;
import io.descent.fit.OptimizerService;
import io.descent.fit.prepare.Limits;
import io.descent.web.models.TargetedBodies;
import io.descent.web.openapi.Described;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controller of this room needs. */
@Configuration(proxyBeanMethods = false)
class PlotsConfiguration {

    @Bean
    Plotting plotting(OptimizerService service, TargetedBodies bodies, TableStore tables, Limits limits) {
        return new Plotting(service, bodies, tables, limits);
    }

    @Bean
    Described describedPlots() {
        return new DescribedPlots();
    }
}
