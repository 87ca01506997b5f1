package io.descent.web.access;

import io.descent.access.Scope;
import io.descent.schema.Choice;
import io.descent.schema.Choices;
import io.descent.schema.Parameter;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request that makes a key. */
final class KeyBodies {

    private static final int LONGEST = 255;

    private static final Parameter<String> NAME =
            Parameter.required("name", new Text(LONGEST), "what the key is called: whose it is, or for what");
    private static final Parameter<Set<Scope>> SCOPES = Parameter.required(
            "scopes", new Choices<>(new Choice<>(Scope.class)), "what may be done with it; admin is all of it");
    private static final Parameter<String> TENANT = Parameter.open(
                    "tenant",
                    new Text(LONGEST),
                    "the tenant of the caller",
                    "whose key it is; another tenant than one's own is for admins of the tenant default")
            .orNull();
    private static final Parameter<String> EXPIRES_AT = Parameter.open(
                    "expires_at",
                    new Text(LONGEST),
                    "never",
                    "from when on it is worth nothing, such as 2030-01-31T12:00:00Z")
            .orNull();

    static final Structure<NewKey> NEW_KEY = Structure.of(
                    "NewKey",
                    NewKey.class,
                    "a key that is to be made",
                    a -> new NewKey(a.get(NAME), a.get(SCOPES), a.find(TENANT), a.find(EXPIRES_AT)))
            .with(NAME, NewKey::name)
            .with(SCOPES, NewKey::scopes)
            .with(TENANT, NewKey::tenant)
            .with(EXPIRES_AT, NewKey::expiresAt);

    private KeyBodies() {}

    /** A key that is to be made. */
    record NewKey(
            String name,
            Set<Scope> scopes,
            @Nullable String tenant,
            @Nullable String expiresAt) {}
}
