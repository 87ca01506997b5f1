package io.descent.dataset;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.schema.Mistakes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as it was found in a request, before anything is checked that needs more than one of its fields. A field
 * that was wrong in itself, and whose mistake is known already, counts as {@link #spoiled}.
 */
public final class DatasetDraft {

    /** The forms of a dataset, and the fields that belong to each. */
    public enum Form {
        ROWS("x"),
        COLUMNS("columns"),
        RECORDS("records"),
        CSR("csr"),
        GENERATOR("generator"),
        /** A table that is stored, by its id. */
        STORED("id"),
        /** A table that was read elsewhere, of a file for instance; it is no field of a request. */
        TABLE("table");

        private final String field;

        Form(String field) {
            this.field = field;
        }

        /** Returns the forms that a request can hold. */
        public static List<Form> inRequests() {
            return Arrays.stream(values()).filter(form -> form != TABLE).toList();
        }

        /** Tells whether its features are named columns, which an encoding makes numbers of. */
        boolean hasColumns() {
            return switch (this) {
                case COLUMNS, RECORDS, STORED, TABLE -> true;
                case ROWS, CSR, GENERATOR -> false;
            };
        }

        /** Returns the field that tells this form from the others. */
        public String field() {
            return field;
        }

        /** Returns all fields of this form. */
        public List<String> fields() {
            return switch (this) {
                case ROWS -> List.of("x", "y", "weight", "features");
                case COLUMNS, RECORDS, STORED, TABLE -> List.of(field, "target", "features", "weight");
                case CSR -> List.of("csr", "y", "weight", "features");
                case GENERATOR -> List.of("generator");
            };
        }
    }

    /** The features of all rows, row after row. */
    public record Matrix(double[] values, int rows, int features) {}

    /**
     * Sparse rows as SciPy's {@code csr_matrix} has them. A part that was missing or wrong in itself, and whose mistake is
     * known, is null.
     */
    public record Csr(
            double @Nullable [] data, int @Nullable [] indices, int @Nullable [] indptr, int @Nullable [] shape) {

        /** The names of the parts, all of which must be there. */
        public static final List<String> PARTS = List.of("data", "indices", "indptr", "shape");
    }

    /** A field and where it stood. */
    public record Field<T>(String pointer, @Nullable T value) {}

    private final String home;
    private final Map<String, Field<?>> fields = new LinkedHashMap<>();
    private @Nullable Supplier<String> keeper;
    private boolean spoiled;
    private boolean hidden;

    /** Makes an empty draft of the dataset that a model is trained on. */
    public DatasetDraft() {
        this("/dataset");
    }

    /** Makes an empty draft of a dataset that belongs to this pointer. */
    public DatasetDraft(String home) {
        this.home = home;
    }

    /**
     * Makes the draft of a table that was read elsewhere.
     *
     * @param home the pointer that mistakes in it are told at
     * @param keeper stores the table, and returns the id that it has then
     * @param target the column to predict; null where that was not given
     * @param features the columns to predict it from; null for all but target and weight
     * @param weight the column of weights; null for none
     */
    public static DatasetDraft of(
            String home,
            Table table,
            Supplier<String> keeper,
            @Nullable String target,
            @Nullable List<String> features,
            @Nullable String weight) {
        DatasetDraft draft = of(home, Form.TABLE, table.columns(), target, features, weight);
        draft.keeper = keeper;
        return draft;
    }

    /** Makes the draft of a table that is stored, with what it has beside its id. */
    public static DatasetDraft of(
            String home, String id, @Nullable String target, @Nullable List<String> features, @Nullable String weight) {
        return of(home, Form.STORED, id, target, features, weight);
    }

    private static DatasetDraft of(
            String home,
            Form form,
            Object table,
            @Nullable String target,
            @Nullable List<String> features,
            @Nullable String weight) {
        DatasetDraft draft = new DatasetDraft(home);
        draft.put(form.field(), home, table);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        names.put("target", target);
        names.put("features", features);
        names.put("weight", weight);
        names.forEach((name, value) -> {
            if (value != null) {
                draft.put(name, Mistakes.at(home, name), value);
            }
        });
        return draft;
    }

    /** Tells whether it is a table that was read elsewhere and is in no store. */
    public boolean isUnkept() {
        return keeper != null;
    }

    /** Returns what can be written down: of a table that was read elsewhere the same one, stored. */
    public DatasetDraft kept() {
        if (keeper == null) {
            return this;
        }
        DatasetDraft kept = new DatasetDraft(home);
        kept.put(Form.STORED.field(), home, keeper.get());
        fields.forEach((name, field) -> {
            if (!name.equals(Form.TABLE.field())) {
                kept.fields.put(name, field);
            }
        });
        return kept;
    }

    /** Tells whether its features are named columns, which an encoding makes numbers of. */
    public boolean hasColumns() {
        return Arrays.stream(Form.values()).anyMatch(form -> form.hasColumns() && has(form.field()));
    }

    /** Returns the pointer where the dataset belongs. */
    String home() {
        return home;
    }

    /** Tells whether a name is a field of some form. */
    public static boolean knows(String name) {
        return names().contains(name);
    }

    /** Returns the fields of all forms. */
    public static List<String> names() {
        return Form.inRequests().stream()
                .flatMap(form -> form.fields().stream())
                .distinct()
                .toList();
    }

    /** Sets a field; a null value stands for one whose mistake is known. Returns false when it was there already. */
    public boolean put(String name, String pointer, @Nullable Object value) {
        spoiled |= value == null;
        return fields.putIfAbsent(name, new Field<>(pointer, value)) == null;
    }

    /** Marks the draft as invalid; the mistake is already recorded. */
    public void spoil() {
        spoiled = true;
    }

    /** Marks the draft as unreadable; the mistake is already recorded. */
    public void hide() {
        spoiled = true;
        hidden = true;
    }

    /** Tells whether there may have been fields that were not found. */
    boolean hidden() {
        return hidden;
    }

    /** Tells whether a field was wrong in itself. */
    boolean spoiled() {
        return spoiled;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Map<String, Field<?>> fields() {
        return fields;
    }

    /** Returns the values of all fields that were given, by their names. */
    public Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, field.value()));
        return values;
    }

    /** Returns the fields that name a stored table or a generator, from which the rows come again; null for others. */
    public @Nullable Map<String, @Nullable Object> reference() {
        if (id() == null && generator() == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = values();
        // a list of weights is as long as the table
        fields.values().removeIf(double[].class::isInstance);
        return fields;
    }

    String pointer(String name) {
        Field<?> field = fields.get(name);
        return field == null ? Mistakes.at(home, name) : field.pointer();
    }

    private @Nullable Object value(String name) {
        Field<?> field = fields.get(name);
        return field == null ? null : field.value();
    }

    @Nullable
    Matrix x() {
        return (Matrix) value("x");
    }

    @Nullable
    Column y() {
        return (Column) value("y");
    }

    double @Nullable [] weight() {
        return value("weight") instanceof double[] weights ? weights : null;
    }

    /** Returns the name of the column of weights, where that was given in place of a list. */
    @Nullable
    String weightColumn() {
        return value("weight") instanceof String name ? name : null;
    }

    @SuppressWarnings("unchecked") // put by the reader as such
    @Nullable
    List<String> features() {
        return (List<String>) value("features");
    }

    @SuppressWarnings("unchecked") // put by the reader as such
    @Nullable
    Map<String, Column> columns(Form form) {
        return (Map<String, Column>) value(form.field());
    }

    @Nullable
    String target() {
        return (String) value("target");
    }

    /** Returns the id of the stored table that holds the rows; null where they are given in another form. */
    public @Nullable String id() {
        return (String) value(Form.STORED.field());
    }

    @Nullable
    Csr csr() {
        return (Csr) value("csr");
    }

    @Nullable
    Object generator() {
        return value("generator");
    }
}
