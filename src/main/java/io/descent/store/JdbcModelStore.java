package io.descent.store;

import io.descent.access.Tenant;
import io.descent.registry.Alias;
import io.descent.registry.ModelStore;
import io.descent.registry.ModelVersion;
import io.descent.registry.Move;
import io.descent.registry.NamedModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * Keeps named models. Every change begins with an update of the model's own row, so that changes of one model come one
 * after the other, also where several processes make them.
 */
public final class JdbcModelStore implements ModelStore {

    private static final String VERSIONS =
            "select version, fit, created_at, made_by from model_version where tenant = ? and model = ?";
    private static final String ALIASES =
            "select alias, version, revision, moved_at from model_alias where tenant = ? and model = ?";

    private final Database database;

    /** Makes a store over a database that has the tables already. */
    public JdbcModelStore(DataSource source, Writes writes) {
        this.database = new Database(source, writes);
    }

    @Override
    public Optional<ModelVersion> add(Tenant tenant, String model, String fit, Change change) {
        try {
            return database.write(() -> added(tenant, model, fit, change));
        } catch (DataIntegrityViolationException deleted) {
            return Optional.empty();
        }
    }

    private Optional<ModelVersion> added(Tenant tenant, String model, String fit, Change change) {
        if (count("select count(*) from fit where id = ? and tenant = ?", known(fit), tenant.name()) == 0) {
            return Optional.empty();
        }
        database.sql("insert into model (tenant, name, created_at, versions) values (?, ?, ?, 0)"
                        + " on conflict (tenant, name) do nothing")
                .params(tenant.name(), model, change.at().toEpochMilli())
                .update();
        database.sql("update model set versions = versions + 1 where tenant = ? and name = ?")
                .params(tenant.name(), model)
                .update();
        int version = count("select versions from model where tenant = ? and name = ?", tenant.name(), model);
        database.sql("insert into model_version (tenant, model, version, fit, created_at, made_by)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(tenant.name(), model, version, fit, change.at().toEpochMilli(), text(change.by()))
                .update();
        return Optional.of(new ModelVersion(version, fit, millis(change.at()), change.by()));
    }

    @Override
    public Optional<NamedModel> find(Tenant tenant, String model) {
        return database.read(() -> database.sql("select created_at from model where tenant = ? and name = ?")
                        .params(tenant.name(), known(model))
                        .query(Long.class)
                        .optional())
                .flatMap(created -> whole(tenant, model, Instant.ofEpochMilli(created)));
    }

    /** Returns a model; nothing where it was deleted meanwhile. */
    private Optional<NamedModel> whole(Tenant tenant, String model, Instant created) {
        List<Alias> aliases = database.read(() -> database.sql(ALIASES + " order by alias")
                .params(tenant.name(), model)
                .query((row, _) -> alias(row))
                .list());
        // after the aliases, so that what they name is among them
        List<ModelVersion> versions = database.read(() -> database.sql(VERSIONS + " order by version")
                .params(tenant.name(), model)
                .query((row, _) -> new ModelVersion(
                        row.getInt(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getString(4)))
                .list());
        return versions.isEmpty() ? Optional.empty() : Optional.of(new NamedModel(model, created, versions, aliases));
    }

    @Override
    public Page list(Tenant tenant, int limit, @Nullable String after) {
        record Found(String name, Instant created) {}
        List<Found> found = database.read(() -> database.sql(
                        "select name, created_at from model where tenant = ? and name > ? order by name limit ?")
                .params(tenant.name(), after == null ? "" : known(after), limit + 1)
                .query((row, _) -> new Found(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                .list());
        List<NamedModel> models = found.stream()
                .limit(limit)
                .flatMap(model -> whole(tenant, model.name(), model.created()).stream())
                .toList();
        return new Page(models, found.size() > limit);
    }

    @Override
    public Moved move(Tenant tenant, String model, String alias, int version, Expected expected, Change change) {
        return database.write(() -> {
            if (!lock(tenant, model)) {
                return new Moved.NoModel();
            }
            if (count(
                            "select count(*) from model_version where tenant = ? and model = ? and version = ?",
                            tenant.name(),
                            model,
                            version)
                    == 0) {
                return new Moved.NoVersion();
            }
            Optional<Alias> before = alias(tenant, model, alias);
            if (!matches(expected, before)) {
                return new Moved.Unexpected();
            }
            Alias after = new Alias(alias, version, lastRevision(tenant, model, alias) + 1, millis(change.at()));
            database.sql("""
                            insert into model_alias (tenant, model, alias, version, revision, moved_at)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (tenant, model, alias) do update set version = excluded.version,
                              revision = excluded.revision, moved_at = excluded.moved_at""")
                    .params(
                            tenant.name(),
                            model,
                            alias,
                            version,
                            after.revision(),
                            after.movedAt().toEpochMilli())
                    .update();
            remember(
                    tenant,
                    model,
                    alias,
                    after.revision(),
                    before.map(Alias::version).orElse(null),
                    version,
                    change);
            return new Moved.To(after);
        });
    }

    @Override
    public Moved remove(Tenant tenant, String model, String alias, Expected expected, Change change) {
        return database.write(() -> {
            if (!lock(tenant, model)) {
                return new Moved.NoModel();
            }
            Optional<Alias> before = alias(tenant, model, alias);
            if (before.isEmpty()) {
                return new Moved.NoAlias();
            }
            if (!matches(expected, before)) {
                return new Moved.Unexpected();
            }
            database.sql("delete from model_alias where tenant = ? and model = ? and alias = ?")
                    .params(tenant.name(), model, alias)
                    .update();
            remember(
                    tenant,
                    model,
                    alias,
                    lastRevision(tenant, model, alias) + 1,
                    before.get().version(),
                    null,
                    change);
            return new Moved.Gone();
        });
    }

    private boolean lock(Tenant tenant, String model) {
        return database.sql("update model set versions = versions where tenant = ? and name = ?")
                        .params(tenant.name(), known(model))
                        .update()
                == 1;
    }

    private Optional<Alias> alias(Tenant tenant, String model, String alias) {
        return database.sql(ALIASES + " and alias = ?")
                .params(tenant.name(), model, alias)
                .query((row, _) -> alias(row))
                .optional();
    }

    private static boolean matches(Expected expected, Optional<Alias> alias) {
        return switch (expected) {
            case Expected.Anything _ -> true;
            case Expected.There _ -> alias.isPresent();
            case Expected.Nothing _ -> alias.isEmpty();
            case Expected.Tagged(List<String> tags) ->
                alias.isPresent() && tags.contains(alias.get().tag());
        };
    }

    private int lastRevision(Tenant tenant, String model, String alias) {
        return count(
                "select coalesce(max(revision), 0) from model_alias_move where tenant = ? and model = ? and alias = ?",
                tenant.name(),
                model,
                alias);
    }

    private void remember(
            Tenant tenant,
            String model,
            String alias,
            long revision,
            @Nullable Integer from,
            @Nullable Integer to,
            Change change) {
        database.sql("""
                        insert into model_alias_move
                          (tenant, model, alias, revision, moved_at, moved_by, from_version, to_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        tenant.name(),
                        model,
                        alias,
                        revision,
                        change.at().toEpochMilli(),
                        text(change.by()),
                        new SqlParameterValue(Types.INTEGER, from),
                        new SqlParameterValue(Types.INTEGER, to))
                .update();
    }

    @Override
    public List<Move> history(Tenant tenant, String model, String alias) {
        return database.read(() -> database.sql("""
                        select revision, moved_at, moved_by, from_version, to_version from model_alias_move
                        where tenant = ? and model = ? and alias = ? order by revision desc""")
                .params(tenant.name(), known(model), known(alias))
                .query((row, _) -> new Move(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        number(row, 4),
                        number(row, 5)))
                .list());
    }

    @Override
    public Deletion delete(Tenant tenant, String model) {
        return database.write(() -> {
            if (!lock(tenant, model)) {
                return Deletion.NOT_FOUND;
            }
            if (count("select count(*) from model_alias where tenant = ? and model = ?", tenant.name(), model) > 0) {
                return Deletion.HAS_ALIAS;
            }
            database.sql("delete from model where tenant = ? and name = ?")
                    .params(tenant.name(), model)
                    .update();
            return Deletion.DELETED;
        });
    }

    private int count(String query, Object... parameters) {
        return database.sql(query).params(parameters).query(Integer.class).single();
    }

    private static Alias alias(ResultSet row) throws SQLException {
        return new Alias(row.getString(1), row.getInt(2), row.getLong(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    private static @Nullable Integer number(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : (Integer) number;
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static SqlParameterValue text(@Nullable String text) {
        return new SqlParameterValue(Types.VARCHAR, text == null ? null : known(text));
    }

    /** PostgreSQL refuses texts with a NUL. */
    private static String known(String text) {
        return text.replace('\0', '\ufffd');
    }
}
