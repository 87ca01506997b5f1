package io.descent;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.access.Allowance;
import io.descent.access.AuditStore;
import io.descent.access.KeyStore;
import io.descent.access.Keys;
import io.descent.store.JdbcAuditStore;
import io.descent.store.JdbcKeyStore;
import io.descent.store.JdbcUsageStore;
import io.descent.store.Writes;
import io.descent.web.access.AccessSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who is let in, and from where. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {

    @Bean
    AccessSettings accessSettings(DescentProperties properties) {
        return properties.access();
    }

    @Bean
    ListeningAddress listeningAddress(DescentProperties properties, Environment environment) {
        return new ListeningAddress(
                properties.address(), environment.getProperty("server.address", ""), properties.auth());
    }

    @Bean
    @DependsOnDatabaseInitialization
    Allowance allowance(DescentProperties properties, DataSource source, Writes writes) {
        return Allowance.of(properties.quotas(), new JdbcUsageStore(source, writes), Clock.systemUTC());
    }

    /** What is stored of who is let in. */
    @Configuration(proxyBeanMethods = false)
    static class Stored {

        @Bean
        @DependsOnDatabaseInitialization
        KeyStore keyStore(DataSource source, Writes writes) {
            return new JdbcKeyStore(source, writes);
        }

        @Bean
        Keys keys(KeyStore store) {
            return new Keys(store, () -> "key_" + UlidCreator.getMonotonicUlid(), Clock.systemUTC());
        }

        @Bean
        @DependsOnDatabaseInitialization
        AuditStore auditStore(DataSource source, Writes writes) {
            return new JdbcAuditStore(source, writes);
        }
    }
}
