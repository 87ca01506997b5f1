package io.descent;

import io.descent.access.Quotas;
import io.descent.store.Durability;
import io.descent.web.access.AccessSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator can set; application.yaml names the environment variables and the defaults.
 *
 * @param maxBody the longest body of a request
 * @param maxUpload the longest file that is read into a table
 * @param maxCells the most numbers of a dataset's features or a history; 0 for an eighth of the heap
 * @param maxScratch the most bytes that the rows of a fit take on the disk which do not fit in memory
 * @param maxWork the most multiply-adds of a fit
 * @param dataDir where the embedded database lives
 * @param retention how long a fit is kept after its end
 * @param workers how many long fits run at once; 0 for one a core
 * @param queue how many fits may wait in each lane
 * @param checkpoint how often a running fit is stored
 * @param heartbeat how often a process sends a heartbeat; after four missed ones another process continues its fits
 * @param fitThreads how many threads all fits share; 0 for one a core
 * @param flush which answers wait until what they acknowledge is flushed to the disk
 * @param drain how long a fit may go on after SIGTERM
 * @param spark the cluster that fits can run on
 * @param serve the named model that routes without a name are for; empty for none
 * @param auth how callers say who they are: none where nobody is asked
 * @param address where the service listens; empty for everywhere, or for this machine alone where nobody is asked
 * @param metricsOpen whether metrics are told to everybody
 * @param openapiOpen whether the description of the API is shown to everybody
 * @param quotaWork the most multiply-adds of a tenant's fits a minute; 0 for any
 * @param quotaFits the most fits of a tenant that run at once; 0 for any
 * @param quotaQueued the most fits of a tenant that wait; 0 for any
 * @param quotaBytes the most bytes of a tenant's datasets; 0 for any
 * @param oidc what the claims of tokens mean
 */
@Validated
@ConfigurationProperties("descent")
record DescentProperties(
        @NotNull DataSize maxBody,
        @NotNull DataSize maxUpload,
        @Min(0) long maxCells,
        @NotNull DataSize maxScratch,
        @DecimalMin("1") double maxWork,
        @NotNull Path dataDir,
        @NotNull @DurationMin(seconds = 1) Duration retention,
        @Min(0) int workers,
        @Min(1) int queue,
        @NotNull @DurationMin(millis = 1) Duration checkpoint,
        @NotNull @DurationMin(millis = 100) Duration heartbeat,
        @Min(0) int fitThreads,
        @NotNull Flush flush,
        @NotNull @DurationMin Duration drain,
        @NotNull @Valid Spark spark,

        @NotNull @Pattern(regexp = "|[^@/]+(@[^@/]+|/\\d{1,9})?", message = "must be name, name@alias or name/version")
        String serve,

        @NotNull
        @Pattern(regexp = "none|keys|oidc|keys,oidc|oidc,keys", message = "must be none, keys, oidc or keys,oidc")
        String auth,

        @NotNull String address,
        boolean metricsOpen,
        boolean openapiOpen,
        @DecimalMin("0") double quotaWork,
        @Min(0) int quotaFits,
        @Min(0) int quotaQueued,
        @NotNull DataSize quotaBytes,
        @NotNull @Valid Oidc oidc) {

    private static final int SHARE_OF_HEAP = 8;

    /**
     * What the claims of a token mean.
     *
     * @param tenantClaim the name of the claim with the tenant; empty where all are of the tenant default
     * @param scopesClaim the name of the claim with the scopes
     * @param scopePrefix with what the scopes of this service begin
     */
    record Oidc(
            @NotNull String tenantClaim,
            @NotNull String scopesClaim,
            @NotNull String scopePrefix) {}

    /** Which answers wait for the disk. */
    enum Flush {
        /** Those that accept a fit, to be run later, or what is to become of it; a fit that is answered is flushed soon. */
        ACCEPTED(Durability.PROCESS),
        /** All of them. */
        ALWAYS(Durability.MACHINE);

        private final Durability answered;

        Flush(Durability answered) {
            this.answered = answered;
        }

        /** Returns what a fit outlives when it is answered with its result. */
        Durability answered() {
            return answered;
        }
    }

    /** Returns how much tenants may have. */
    Quotas quotas() {
        return new Quotas(quotaWork, quotaFits, quotaQueued, quotaBytes.toBytes());
    }

    /** Returns how callers are let in. */
    AccessSettings access() {
        Set<AccessSettings.Way> ways = Arrays.stream(AccessSettings.Way.values())
                .filter(way -> List.of(auth.split(",")).contains(way.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return new AccessSettings(
                ways,
                metricsOpen,
                openapiOpen,
                new AccessSettings.Claims(oidc.tenantClaim(), oidc.scopesClaim(), oidc.scopePrefix()));
    }

    /**
     * A cluster that fits can run on.
     *
     * @param home the folder of a Spark; empty for no cluster
     * @param master as spark-submit takes it; empty for no cluster
     * @param conf a file of Spark's properties; empty for none
     * @param patience how long a fit waits for a cluster that is away
     */
    record Spark(
            @NotNull String home,
            @NotNull String master,
            @NotNull String conf,
            @NotNull @DurationMin(millis = 1) Duration patience) {}

    int workersOrCores() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    long maxCellsOrShareOfHeap() {
        return maxCells > 0
                ? maxCells
                : Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Double.BYTES, Integer.MAX_VALUE - 8);
    }
}
