package io.descent.web.fits;

import static io.descent.web.openapi.Schemas.absentOrNull;
import static io.descent.web.openapi.Schemas.closedObject;
import static io.descent.web.openapi.Schemas.given;
import static io.descent.web.openapi.Schemas.never;
import static io.descent.web.openapi.Schemas.nullable;
import static io.descent.web.openapi.Schemas.number;
import static io.descent.web.openapi.Schemas.reference;
import static io.descent.web.openapi.Schemas.type;

import io.descent.dataset.DatasetDraft;
import io.descent.dataset.GeneratorCatalog;
import io.descent.fit.catalog.FitSettings;
import io.descent.web.openapi.DomainSchemas;
import io.descent.web.openapi.JoinedForms;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The schemas of a request and of the settings that are answered as a fit's configuration. */
final class FitRequestSchemas {

    static final String REQUEST = "FitRequest";
    private static final String CSR = "Csr";
    static final String DATASET = "Dataset";
    static final String SETTINGS = FitSettings.FORM.name();

    private final DomainSchemas domains;

    private FitRequestSchemas(DomainSchemas domains) {
        this.domains = domains;
    }

    static void addTo(Components components) {
        DomainSchemas domains = new DomainSchemas(components);
        domains.object(SETTINGS, FitSettings.FORM);
        FitRequestSchemas schemas = new FitRequestSchemas(domains);
        components.addSchemas(CSR, csr());
        components.addSchemas(DATASET, schemas.dataset());
        components.addSchemas(REQUEST, schemas.request());
    }

    private Schema<?> request() {
        Schema<?> schema = closedObject(
                "a dataset, as x and y or in one of the forms of `dataset`, and how a model is fitted to it");
        List<String> rows = DatasetDraft.Form.ROWS.fields();
        rows.forEach(field -> schema.addProperty(field, absentOrNull(field(field))));
        schema.addProperty(
                "dataset",
                nullable(reference(DATASET).description("what is fitted, where x and y are not given here")));
        domains.addAll(FitSettings.FORM.parameters(), REQUEST, schema);
        // not a oneOf: generators would take the two ways of giving the data for two classes of request
        Schema<?> elsewhere = given(List.of("dataset"));
        rows.forEach(field -> elsewhere.addProperty(field, type("null")));
        return schema._if(given(List.of("x")))
                .then(given(List.of("y")).addProperty("dataset", type("null")))
                ._else(elsewhere);
    }

    private Schema<?> dataset() {
        SequencedMap<String, Schema<?>> properties = new LinkedHashMap<>();
        List<JoinedForms.Form> forms = new ArrayList<>();
        for (DatasetDraft.Form form : DatasetDraft.Form.inRequests()) {
            form.fields().forEach(field -> properties.put(field, field.equals("weight") ? weight() : field(field)));
            List<String> required = switch (form) {
                case ROWS -> List.of("x", "y");
                case COLUMNS, RECORDS, STORED, TABLE -> List.of(form.field(), "target");
                case CSR -> List.of("csr", "y");
                case GENERATOR -> List.of("generator");
            };
            forms.add(new JoinedForms.Form(required, form.fields()));
        }
        return new JoinedForms(properties, forms)
                .schema(
                        "rows as x and y, columns or records of which one column is the target, sparse rows as csr and y, a "
                                + "generator of synthetic data, or the id of a stored dataset of which one column is the target");
    }

    /**
     * Returns the schema of a field. Values of several types are told apart by conditions, not by a set of types or a
     * oneOf: of those a generator for Java makes a class, and a caller would have to wrap every single number.
     */
    private Schema<?> field(String name) {
        return switch (name) {
            case "x" ->
                type("array")
                        .items(new JsonSchema()
                                ._if(type("array"))
                                .then(new JsonSchema().items(number()))
                                ._else(number()))
                        .minItems(1)
                        .description("rows of features, all of one length; a flat list is one feature");
            case "y" ->
                values().minItems(1)
                        .description("a target for each row; a classifier takes numbers, texts or booleans");
            case "weight" -> weights().description("a weight for each row: one of weight k counts as k copies");
            case "features" ->
                type("array")
                        .items(type("string"))
                        .description("a name for each feature, all different; of named columns those that are "
                                + "features, where it is not all but target and weight");
            case "columns" -> {
                Schema<?> columns = type("object")
                        .description("a list of values by the name of its column, all of one length; null is missing");
                columns.setAdditionalProperties(type("array").items(valueOrNull()));
                yield columns;
            }
            case "records" -> {
                Schema<?> row = type("object");
                row.setAdditionalProperties(valueOrNull());
                yield type("array")
                        .items(row)
                        .minItems(1)
                        .description("rows as objects; what one leaves out is missing, as is null");
            }
            case "id" -> type("string").description("a dataset that was stored before, by POST /v1/datasets");
            case "target" -> type("string").description("the column that is to be predicted");
            case "csr" -> reference(CSR).description("sparse rows, as SciPy's csr_matrix has them");
            case "generator" -> domains.family(GeneratorCatalog.GENERATOR);
            default -> throw new IllegalStateException("no schema for the field " + name);
        };
    }

    /** In a dataset of columns it may be the name of one. */
    private static Schema<?> weight() {
        return new JsonSchema()
                ._if(type("string"))
                ._else(weights())
                .description("a weight for each row: one of weight k counts as k copies; of named columns also the "
                        + "name of the column that holds them");
    }

    private static Schema<?> weights() {
        return type("array").items(number().minimum(BigDecimal.ZERO));
    }

    private static Schema<?> csr() {
        Schema<?> schema = closedObject(
                "rows of which only some features are given, and the others are 0; what is given twice in a row is summed");
        schema.addProperty(
                "data", type("array").items(number()).description("the values that are given, row after row"));
        schema.addProperty(
                "indices",
                type("array").items(wholeNumber()).description("the feature of each value, from 0 on, in any order"));
        schema.addProperty(
                "indptr",
                type("array")
                        .items(wholeNumber())
                        .minItems(2)
                        .description("where each row begins in data, and at the end how many values there are"));
        schema.addProperty(
                "shape",
                type("array")
                        .items(wholeNumber().minimum(BigDecimal.ONE))
                        .minItems(2)
                        .maxItems(2)
                        .description("how many rows, how many features"));
        DatasetDraft.Csr.PARTS.forEach(schema::addRequiredItem);
        return schema;
    }

    private static Schema<?> wholeNumber() {
        return type("integer").format("int32").minimum(BigDecimal.ZERO);
    }

    private static Schema<?> values() {
        return type("array")
                .items(new JsonSchema()._if(type("number", "string", "boolean"))._else(never()));
    }

    private static Schema<?> valueOrNull() {
        return new JsonSchema()._if(type("number", "string", "boolean", "null"))._else(never());
    }
}
