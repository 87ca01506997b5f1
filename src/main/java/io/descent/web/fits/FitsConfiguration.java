package io.descent.web.fits;

import io.descent.dataset.TableStore;
import io.descent.fit.OptimizerService;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileTables;
import io.descent.web.openapi.Described;
import io.descent.wire.FitRequestReader;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** What the controllers of this room share. */
@Configuration(proxyBeanMethods = false)
class FitsConfiguration {

    @Bean
    Bodies bodies(FitRequestReader reader, WebLimits limits) {
        return new Bodies(reader, limits);
    }

    @Bean
    PostedFits postedFits(OptimizerService service, Waiting waiting) {
        return new PostedFits(service, waiting);
    }

    @Bean
    FileFits fileFits(FileTables files, TableStore tables, FitRequestReader reader) {
        return new FileFits(files, tables, reader);
    }

    @Bean
    Waiting waiting(OptimizerService service) {
        return new Waiting(service);
    }

    @Bean
    EventStreams eventStreams(OptimizerService service) {
        return new EventStreams(service);
    }

    @Bean
    Described describedFits() {
        return new DescribedFits();
    }

    /** Open streams and long polls would keep the web server from stopping. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfWatching(EventStreams streams, Waiting waiting) {
        return _ -> {
            streams.close();
            waiting.close();
        };
    }
}
