package io.descent.dataset;

import io.descent.data.Column;
import io.descent.schema.Mistakes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        CSR("csr"),
        GENERATOR("generator");

        private final String field;

        Form(String field) {
            this.field = field;
        }

        /** Returns the field that tells this form from the others. */
        public String field() {
            return field;
        }

        /** Returns all fields of this form. */
        public List<String> fields() {
            return switch (this) {
                case ROWS -> List.of("x", "y", "weight", "features");
                case COLUMNS -> List.of("columns", "target", "weight");
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
        return Arrays.stream(Form.values())
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
        return (double[]) value("weight");
    }

    @SuppressWarnings("unchecked") // put by the reader as such
    @Nullable
    List<String> features() {
        return (List<String>) value("features");
    }

    @SuppressWarnings("unchecked") // put by the reader as such
    @Nullable
    Map<String, Column> columns() {
        return (Map<String, Column>) value("columns");
    }

    @Nullable
    String target() {
        return (String) value("target");
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
