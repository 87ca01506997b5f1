package io.descent.web.catalog;

import io.descent.web.openapi.Described;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this room adds to the description. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    Described describedCatalog() {
        return () -> List.of(CatalogAnswer.class, ExampleController.ExampleList.class);
    }
}
