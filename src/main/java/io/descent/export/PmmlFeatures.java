package io.descent.export;

import io.descent.data.encode.ColumnEncoding;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Derived fields of PMML, one for each feature.
 *
 * @param refusesUnknown whether a level that training has not seen has no result
 */
record PmmlFeatures(XMLStreamWriter xml, boolean refusesUnknown) {

    /** Returns what the field of a feature is called; no column is called so by accident. */
    static String name(int feature) {
        return "descent feature " + feature;
    }

    static void attributes(XMLStreamWriter xml, String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    /** Writes something. */
    @FunctionalInterface
    private interface Part {
        void write() throws XMLStreamException;
    }

    /** Writes the fields of the features of a column, of which the first has the place {@code at}. */
    void write(String column, ColumnEncoding encoding, int at) throws XMLStreamException {
        switch (encoding) {
            case ColumnEncoding.Numeric(Double fill, boolean _) ->
                derived(at, () -> filled(column, fill, () -> field(column)));
            case ColumnEncoding.Flag(Double fill, boolean _) ->
                derived(
                        at,
                        () -> filled(
                                column,
                                fill,
                                () -> choice(
                                        () -> apply("equal", () -> field(column), () -> constant("boolean", "true")))));
            case ColumnEncoding.Date(boolean parts, Double fill, boolean _) -> {
                if (parts) {
                    throw new NotExportableException(
                            "column `" + column
                                    + "` is a date whose parts are features, which PMML has no functions for; give the parts as columns");
                }
                derived(at, () -> filled(column, fill, () -> field(column)));
            }
            case ColumnEncoding.Category category -> levels(column, category, at);
            case ColumnEncoding.Hashed _ ->
                throw new NotExportableException(
                        "column `" + column
                                + "` is hashed, which PMML cannot do; fit it with `encoding.max_categories` in place of `hashed`");
        }
        if (encoding.indicator()) {
            derived(at + encoding.width(), () -> choice(() -> apply("isMissing", () -> field(column))));
        }
    }

    private void levels(String column, ColumnEncoding.Category category, int at) throws XMLStreamException {
        List<String> known = new ArrayList<>(category.levels());
        known.addAll(category.infrequent());
        List<Part> features = new ArrayList<>();
        for (String level : category.levels()) {
            features.add(present(
                    column,
                    category,
                    level,
                    known,
                    () -> choice(() -> apply("equal", () -> field(column), () -> constant("string", level)))));
        }
        if (category.missingLevel()) {
            features.add(() -> choice(() -> apply("isMissing", () -> field(column))));
        }
        if (!category.infrequent().isEmpty()) {
            // whatever is none of the levels with a feature is a rare one, also what training has not seen
            features.add(present(
                    column, category, null, known, () -> choice(() -> isIn("isNotIn", column, category.levels()))));
        }
        int first = category.dropped() == null ? 0 : 1;
        for (int k = first; k < features.size(); k++) {
            derived(at + k - first, features.get(k));
        }
    }

    /**
     * Returns the feature of a level where missing and unknown values have theirs.
     *
     * @param level null for the rare ones together
     */
    private Part present(
            String column, ColumnEncoding.Category category, @Nullable String level, List<String> known, Part value) {
        Part ofKnown = refusesUnknown ? () -> apply("if", () -> isIn("isIn", column, known), value) : value;
        String fill = category.fill();
        boolean isFill = fill != null && (level == null ? !category.levels().contains(fill) : level.equals(fill));
        if (category.missingLevel() || fill != null) {
            boolean one = !category.missingLevel() && isFill;
            return () -> apply(
                    "if",
                    () -> apply("isMissing", () -> field(column)),
                    () -> constant("double", one ? "1" : "0"),
                    ofKnown);
        }
        // nothing stands for a missing value: without an else there is no result
        return () -> apply("if", () -> apply("isNotMissing", () -> field(column)), ofKnown);
    }

    private void derived(int feature, Part value) throws XMLStreamException {
        xml.writeStartElement("DerivedField");
        attributes(xml, "name", name(feature), "optype", "continuous", "dataType", "double");
        value.write();
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private void filled(String column, @Nullable Double fill, Part value) throws XMLStreamException {
        if (fill == null) {
            value.write();
        } else {
            apply(
                    "if",
                    () -> apply("isMissing", () -> field(column)),
                    () -> constant("double", Double.toString(fill)),
                    value);
        }
    }

    /** Writes 1 where something is so, else 0. */
    private void choice(Part condition) throws XMLStreamException {
        apply("if", condition, () -> constant("double", "1"), () -> constant("double", "0"));
    }

    private void isIn(String function, String column, List<String> levels) throws XMLStreamException {
        List<Part> parts = new ArrayList<>();
        parts.add(() -> field(column));
        levels.forEach(level -> parts.add(() -> constant("string", level)));
        apply(function, parts.toArray(Part[]::new));
    }

    private void apply(String function, Part... arguments) throws XMLStreamException {
        xml.writeStartElement("Apply");
        xml.writeAttribute("function", function);
        for (Part argument : arguments) {
            argument.write();
        }
        xml.writeEndElement();
    }

    private void field(String column) throws XMLStreamException {
        xml.writeEmptyElement("FieldRef");
        xml.writeAttribute("field", column);
    }

    private void constant(String type, String value) throws XMLStreamException {
        xml.writeStartElement("Constant");
        xml.writeAttribute("dataType", type);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
