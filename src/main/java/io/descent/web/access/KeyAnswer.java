package io.descent.web.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.access.ApiKey;
import io.descent.access.Keys;
import io.descent.access.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key. */
@Schema(name = "Key")
record KeyAnswer(
        @Schema(example = "key_01JD8Z0W8M3V2Q5K7N9R1T4X6B") String id,

        @Schema(description = "the key itself, told once, when it is made")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String key,

        String name,
        String tenant,

        @Schema(description = "read, fit, predict or admin") List<String> scopes,
        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "null for never") @JsonProperty("expires_at") @Nullable
        Instant expiresAt,

        @Schema(description = "to the minute; null for not yet") @JsonProperty("last_used_at") @Nullable
        Instant lastUsedAt) {

    static KeyAnswer of(ApiKey key) {
        return of(key, null);
    }

    static KeyAnswer of(Keys.Made made) {
        return of(made.key(), made.secret().text());
    }

    private static KeyAnswer of(ApiKey key, @Nullable String secret) {
        return new KeyAnswer(
                key.id(),
                secret,
                key.name(),
                key.tenant().name(),
                Scope.texts(key.scopes()),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
