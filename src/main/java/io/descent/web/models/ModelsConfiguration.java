package io.descent.web.models;

import io.descent.dataset.TableStore;
import io.descent.fit.prepare.Limits;
import io.descent.job.FitDocuments;
import io.descent.predict.Scorers;
import io.descent.registry.NamedModels;
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
    TargetedBodies targetedBodies(FitRequestReader reader, FileTables files, TableStore tables, WebLimits limits) {
        return new TargetedBodies(reader, files, tables, limits);
    }

    @Bean
    Evaluating evaluating(TargetedBodies bodies, TableStore tables, Limits limits) {
        return new Evaluating(bodies, tables, limits);
    }

    @Bean
    Exports exports(FitDocuments documents) {
        return new Exports(documents);
    }

    @Bean
    Predictors predictors(Scorers scorers, NamedModels models) {
        return new Predictors(scorers, models);
    }

    @Bean
    Described describedModels() {
        return new DescribedModels();
    }
}
