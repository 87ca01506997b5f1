package io.descent.web.models;

import io.descent.dataset.TableStore;
import io.descent.fit.prepare.Limits;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileTables;
import io.descent.web.openapi.Described;
import io.descent.wire.FitRequestReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers of this room share. */
@Configuration(proxyBeanMethods = false)
class ModelsConfiguration {

    @Bean
    Predicting predicting(
            FitRequestReader reader, FileTables files, TableStore tables, WebLimits webLimits, Limits limits) {
        return new Predicting(reader, files, tables, webLimits, limits.maxCells());
    }

    @Bean
    Described describedModels() {
        return new DescribedModels();
    }
}
