package io.descent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A query must say of rows in a real database what the service says of them. */
abstract class SqlExportContract {

    private static final int ROWS = 2000;

    private final SqlDialect dialect;

    SqlExportContract(SqlDialect dialect) {
        this.dialect = dialect;
    }

    abstract Connection connect() throws SQLException;

    private static String type(ColumnEncoding column) {
        return switch (column.type()) {
            case NUMBER -> "double precision";
            case BOOLEAN -> "boolean";
            case DATE -> "timestamp";
            case CATEGORY -> "text";
        };
    }

    private void insert(Connection connection, Exportable what, Table rows) throws SQLException {
        String columns = what.encoding().columns().entrySet().stream()
                .map(column -> SqlDialect.name(column.getKey()) + " " + type(column.getValue()))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists \"some rows\"");
            statement.execute("create table \"some rows\" (row_number integer, " + columns + ")");
        }
        String places = ", ?".repeat(rows.names().size());
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into \"some rows\" values (?" + places + ")")) {
            for (int i = 0; i < rows.rows(); i++) {
                insert.setInt(1, i);
                int at = 2;
                for (Column column : rows.columns().values()) {
                    set(insert, at++, column, i);
                }
                insert.executeUpdate();
            }
        }
        connection.commit();
    }

    private void set(PreparedStatement insert, int at, Column column, int row) throws SQLException {
        Object value = column.value(row);
        if (value == null) {
            insert.setNull(
                    at,
                    switch (column) {
                        case Column.Numbers _ -> Types.DOUBLE;
                        case Column.Dates _ -> Types.TIMESTAMP;
                        case Column.Booleans _ -> Types.BOOLEAN;
                        case Column.Texts _ -> Types.VARCHAR;
                    });
        } else if (column instanceof Column.Dates) {
            LocalDateTime time =
                    LocalDateTime.ofInstant(Instant.ofEpochSecond(((Double) value).longValue()), ZoneOffset.UTC);
            if (dialect == SqlDialect.SQLITE) {
                insert.setString(at, time.toString());
            } else {
                insert.setTimestamp(at, Timestamp.valueOf(time));
            }
        } else {
            insert.setObject(at, value);
        }
    }

    @ParameterizedTest
    @EnumSource(ModelType.class)
    void theQueryPredictsAsTheServiceDoes(ModelType type) throws SQLException {
        Exportable what = ExportedModels.model(type, 3);
        // PostgreSQL refuses products that are no normal doubles
        Table rows = ExportedModels.rows(what, ROWS, 4, type == ModelType.LINEAR && dialect != SqlDialect.POSTGRESQL);
        Predictions expected = ExportedModels.predictions(what, rows);
        try (Connection connection = connect()) {
            insert(connection, what, rows);
            String query = SqlExport.write(what, dialect, "some rows");
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(query)) {
                int count = 0;
                while (found.next()) {
                    same(found, expected, found.getInt("row_number"));
                    count++;
                }
                assertThat(count).isEqualTo(ROWS);
            }
        }
    }

    private static void same(ResultSet found, Predictions expected, int row) throws SQLException {
        switch (expected.model().type()) {
            case LINEAR -> assertThat(found.getDouble("prediction")).isEqualTo(expected.number(row) + 0.0);
            case POISSON -> near(found.getDouble("prediction"), expected.number(row));
            case SVM -> {
                assertThat(found.getString("prediction")).isEqualTo(expected.value(row));
                assertThat(found.getDouble("score")).isEqualTo(expected.margins()[row]);
            }
            case LOGISTIC, SOFTMAX -> {
                assertThat(found.getString("prediction")).isEqualTo(expected.value(row));
                double[] probabilities = new double[expected.classes().size()];
                expected.probabilities(row, probabilities);
                for (int k = 0; k < probabilities.length; k++) {
                    near(found.getDouble("probability=" + expected.classes().get(k)), probabilities[k]);
                }
            }
        }
    }

    private static void near(double found, double expected) {
        assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(8 * Math.ulp(expected));
    }

    private @Nullable Object answer(Exportable what, String values) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String columns = what.encoding().columns().entrySet().stream()
                    .map(column -> SqlDialect.name(column.getKey()) + " " + type(column.getValue()))
                    .collect(Collectors.joining(", "));
            statement.execute("drop table if exists single");
            statement.execute("create table single (" + columns + ")");
            statement.execute("insert into single values (" + values + ")");
            try (ResultSet found = statement.executeQuery(SqlExport.write(what, dialect, "single"))) {
                found.next();
                return found.getObject("prediction");
            }
        }
    }

    private static Exportable of(ModelType type, ColumnEncoding encoding) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("a", encoding);
        return ExportedModels.of(type, columns, 5, 3);
    }

    @Test
    void partsOfDatesAreThoseOfTheService() throws SQLException {
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Date(true, 1e9, false));
        // a Sunday
        Table rows =
                new Table(new LinkedHashMap<>(Map.of("a", new Column.Dates(new double[] {1_704_020_400, Double.NaN}))));
        Predictions expected = ExportedModels.predictions(what, rows);

        assertThat(answer(what, "'2023-12-31 11:00:00'")).isEqualTo(expected.number(0));
        assertThat(answer(what, "null")).isEqualTo(expected.number(1));
    }

    @Test
    void whatTheModelHasNoFillForGivesNothing() throws SQLException {
        assertThat(answer(of(ModelType.LINEAR, new ColumnEncoding.Numeric(null, false)), "null"))
                .isNull();
        assertThat(answer(of(ModelType.LOGISTIC, new ColumnEncoding.Numeric(null, false)), "null"))
                .isNull();
        assertThat(answer(of(ModelType.SOFTMAX, new ColumnEncoding.Numeric(null, false)), "null"))
                .isNull();
        assertThat(answer(
                        of(
                                ModelType.SVM,
                                new ColumnEncoding.Category(List.of("x"), List.of(), false, null, null, false)),
                        "null"))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelType.class,
            names = {"LOGISTIC", "SOFTMAX", "POISSON"})
    void marginsBeyondTheExponentialAreNoError(ModelType type) throws SQLException {
        Exportable what = of(type, new ColumnEncoding.Numeric(null, false));
        Object far = answer(what, "1e6");
        Object low = answer(what, "-1e6");

        if (type == ModelType.POISSON) {
            assertThat(Arrays.asList(far, low)).containsExactlyInAnyOrder(null, 0.0);
        } else {
            assertThat(far).isNotEqualTo(low).isInstanceOf(String.class);
        }
    }

    @Test
    void aHashedColumnIsRefused() {
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Hashed(8, true, null, false));

        assertThatThrownBy(() -> SqlExport.write(what, dialect, "t"))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("`a` is hashed");
    }
}
