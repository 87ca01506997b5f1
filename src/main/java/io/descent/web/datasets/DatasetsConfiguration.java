package io.descent.web.datasets;

import io.descent.web.openapi.Described;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this room adds to the description. */
@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {

    @Bean
    Readings readings() {
        return new Readings();
    }

    @Bean
    Described describedDatasets() {
        return new Described() {
            @Override
            public List<Class<?>> records() {
                return List.of(DatasetAnswer.class, DatasetPage.class, RowsAnswer.class);
            }

            @Override
            public @Nullable RequestBody body(String operationId) {
                if (!operationId.equals(DatasetController.CREATE)) {
                    return null;
                }
                return new RequestBody().required(true).content(FileReading.described(new Content()));
            }
        };
    }
}
