package io.descent.export;

import io.descent.data.Classes;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A model as PMML 4.4 (https://dmg.org/pmml/v4-4-1/GeneralStructure.html): a {@code RegressionModel} over derived fields, one
 * for each feature, so that fills, levels and unknown ones are in the file as they are in the service.
 *
 * <p>Numbers and dates, as seconds since 1970, are doubles, categories strings, flags booleans. Outputs are {@code prediction}
 * and {@code probability=…} for each class; of a support vector machine {@code score} and {@code prediction}. A row that the service
 * would refuse has no result. Evaluators may sum in another order, and differ in the last digits.
 */
public final class PmmlExport {

    private static final String NAMESPACE = "http://www.dmg.org/PMML-4_4";
    private static final String TARGET = "descent target";

    private final Exportable what;
    private final LinearModel model;
    private final XMLStreamWriter xml;

    private PmmlExport(Exportable what, XMLStreamWriter xml) {
        this.what = what;
        this.model = what.model();
        this.xml = xml;
    }

    /**
     * Writes the file.
     *
     * @throws NotExportableException for hashed columns and parts of dates, which PMML has no functions for, and for characters that
     *     XML has no place for
     */
    public static byte[] write(Exportable what) {
        requireXml(what);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new PmmlExport(what, xml).document();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("nothing is wrong with a text in memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireXml(Exportable what) {
        what.encoding().columns().forEach((name, column) -> {
            boolean fits = fits(name)
                    && (!(column instanceof ColumnEncoding.Category category)
                            || (category.levels().stream().allMatch(PmmlExport::fits)
                                    && category.infrequent().stream().allMatch(PmmlExport::fits)));
            if (!fits) {
                throw new NotExportableException(
                        "a column or level has a control character, which XML has no place for: train without it");
            }
        });
    }

    private static boolean fits(String text) {
        return text.codePoints()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || c == 0xfffe
                        || c == 0xffff);
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("PMML", "xmlns", NAMESPACE, "version", "4.4");
        start("Header", "description", plain(what.name()));
        empty("Application", "name", "Descent", "version", plain(what.madeOf().getOrDefault("release", "")));
        for (Map.Entry<String, String> entry : what.madeOf().entrySet()) {
            start("Annotation");
            xml.writeCharacters(plain(entry.getKey() + ": " + entry.getValue()));
            end();
        }
        end();
        dictionary();
        model();
        end();
        xml.writeEndDocument();
    }

    /** What a model was made of is told as far as XML can hold it. */
    private static String plain(String text) {
        return fits(text)
                ? text
                : text.codePoints()
                        .filter(c -> fits(Character.toString(c)))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private void dictionary() throws XMLStreamException {
        SequencedMap<String, ColumnEncoding> columns = what.encoding().columns();
        start("DataDictionary");
        for (Map.Entry<String, ColumnEncoding> column : columns.entrySet()) {
            switch (column.getValue().type()) {
                case NUMBER, DATE ->
                    empty("DataField", "name", column.getKey(), "optype", "continuous", "dataType", "double");
                case BOOLEAN ->
                    empty("DataField", "name", column.getKey(), "optype", "categorical", "dataType", "boolean");
                case CATEGORY ->
                    empty("DataField", "name", column.getKey(), "optype", "categorical", "dataType", "string");
            }
        }
        if (classifies()) {
            start("DataField", "name", TARGET, "optype", "categorical", "dataType", "string");
            for (Object label : labels()) {
                empty("Value", "value", label.toString());
            }
            end();
        } else {
            empty("DataField", "name", TARGET, "optype", "continuous", "dataType", "double");
        }
        end();
    }

    /** A support vector machine has a score, of which its class follows. */
    private boolean classifies() {
        return model.type() == ModelType.LOGISTIC || model.type() == ModelType.SOFTMAX;
    }

    private List<Object> labels() {
        Classes classes = model.classes();
        return classes == null
                ? List.of()
                : classes.labels().stream().map(Classes::written).toList();
    }

    private void model() throws XMLStreamException {
        start(
                "RegressionModel",
                "functionName",
                classifies() ? "classification" : "regression",
                "normalizationMethod",
                switch (model.type()) {
                    case LINEAR, SVM -> "none";
                    case POISSON -> "exp";
                    // of two classes too: 1 − p would lose the digits of a small probability
                    case LOGISTIC, SOFTMAX -> "softmax";
                });
        start("MiningSchema");
        empty("MiningField", "name", TARGET, "usageType", "target");
        for (String column : what.encoding().columns().keySet()) {
            empty("MiningField", "name", column, "invalidValueTreatment", "asIs");
        }
        end();
        output();
        start("LocalTransformations");
        PmmlFeatures features = new PmmlFeatures(xml, what.refusesUnknown());
        int at = 0;
        for (Map.Entry<String, ColumnEncoding> column :
                what.encoding().columns().entrySet()) {
            features.write(column.getKey(), column.getValue(), at);
            at += column.getValue().count();
        }
        end();
        switch (model.type()) {
            case LINEAR, POISSON, SVM -> table(0, "");
            case LOGISTIC -> {
                empty(
                        "RegressionTable",
                        "intercept",
                        "0.0",
                        "targetCategory",
                        labels().getFirst().toString());
                table(0, labels().getLast().toString());
            }
            case SOFTMAX -> {
                for (int k = 0; k < model.outputs(); k++) {
                    table(k, labels().get(k).toString());
                }
            }
        }
        end();
    }

    private void output() throws XMLStreamException {
        start("Output");
        boolean svm = model.type() == ModelType.SVM;
        empty(
                "OutputField",
                "name",
                svm ? "score" : "prediction",
                "optype",
                classifies() ? "categorical" : "continuous",
                "dataType",
                classifies() ? "string" : "double",
                "feature",
                "predictedValue");
        if (classifies()) {
            for (Object label : labels()) {
                empty(
                        "OutputField",
                        "name",
                        "probability=" + label,
                        "optype",
                        "continuous",
                        "dataType",
                        "double",
                        "feature",
                        "probability",
                        "value",
                        label.toString());
            }
        }
        if (svm) {
            start(
                    "OutputField",
                    "name",
                    "prediction",
                    "optype",
                    "categorical",
                    "dataType",
                    "string",
                    "feature",
                    "transformedValue");
            start("Apply", "function", "if");
            start("Apply", "function", "greaterThan");
            empty("FieldRef", "field", "score");
            constant("double", "0");
            end();
            constant("string", labels().getLast().toString());
            constant("string", labels().getFirst().toString());
            end();
            end();
        }
        end();
    }

    private void constant(String type, String value) throws XMLStreamException {
        start("Constant", "dataType", type);
        xml.writeCharacters(value);
        end();
    }

    private void table(int output, String category) throws XMLStreamException {
        start("RegressionTable", "intercept", Double.toString(model.intercept()[output]));
        if (!category.isEmpty()) {
            xml.writeAttribute("targetCategory", category);
        }
        int width = model.features().size();
        for (int j = 0; j < width; j++) {
            empty(
                    "NumericPredictor",
                    "name",
                    PmmlFeatures.name(j),
                    "coefficient",
                    Double.toString(model.coef()[output * width + j]));
        }
        end();
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(element);
        PmmlFeatures.attributes(xml, attributes);
    }

    private void empty(String element, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        PmmlFeatures.attributes(xml, attributes);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }
}
