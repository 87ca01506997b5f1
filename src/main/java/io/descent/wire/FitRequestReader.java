package io.descent.wire;

import io.descent.dataset.DatasetDraft;
import io.descent.fit.catalog.Catalog;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.schema.Findings;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a fit request as a stream: numbers of the dataset go from the parser into growing arrays, and only the settings,
 * which are small, become objects. What is wrong with a value is collected, what is not JSON throws.
 */
public final class FitRequestReader {

    static final String DATASET = "dataset";
    static final String VALIDATION = "validation";

    /** The first form of a dataset may stand at the top level. */
    private static final List<String> AT_TOP_LEVEL = DatasetDraft.Form.ROWS.fields();

    private static final Set<String> SETTINGS = FitSettings.FORM.parameters().stream()
            .flatMap(parameter -> Stream.concat(Stream.of(parameter.name()), parameter.aliases().stream()))
            .collect(Collectors.toUnmodifiableSet());

    private final Limits limits;

    public FitRequestReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads a request; throws {@link MalformedJsonException} and whatever reading the body throws. */
    public FitRequest read(InputStream body) {
        return reading(body, Reading::request);
    }

    /** A dataset as it was found in a body of its own, and what the reader has found wrong so far. */
    public record OwnDataset(DatasetDraft draft, Findings findings) {}

    /** Reads a body that is one of the forms of a dataset; throws as {@link #read(InputStream)} does. */
    public OwnDataset dataset(InputStream body) {
        return reading(body, Reading::ownDataset);
    }

    /** A small body as JSON's own values, and what the reader has found wrong so far. */
    public record PlainBody(Map<String, @Nullable Object> values, Findings findings) {}

    /** Reads a body that is a small object; throws as {@link #read(InputStream)} does. */
    public PlainBody plain(InputStream body) {
        return reading(body, Reading::plainBody);
    }

    /** Reads a body whose rows stand in its own fields or in {@code dataset}; throws as {@link #read(InputStream)} does. */
    public OwnDataset rows(InputStream body) {
        return reading(body, Reading::rows);
    }

    /** Reads a request in whatever format, and closes the parser. */
    FitRequest read(JsonParser from) {
        return JsonDocument.read(from, Catalog::homes, document -> new Reading(document).request());
    }

    private <T> T reading(InputStream body, Function<Reading, T> what) {
        return JsonDocument.read(body, Catalog::homes, document -> what.apply(new Reading(document)));
    }

    private final class Reading {

        private final JsonDocument document;
        private final JsonParser parser;
        private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        private final DatasetDraft dataset = new DatasetDraft();
        private final PlainValues plain;
        private final DatasetReader datasets;
        private @Nullable DatasetDraft validation;
        private boolean datasetSeen;

        Reading(JsonDocument document) {
            this.document = document;
            this.parser = document.parser;
            this.plain = new PlainValues(document);
            this.datasets = new DatasetReader(document, plain, limits.maxCells());
        }

        FitRequest request() {
            whole(dataset, () -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    topLevelField(parser.currentName());
                }
            });
            return new FitRequest(settings, dataset, validation, document.mistakes.findings());
        }

        OwnDataset ownDataset() {
            DatasetDraft whole = new DatasetDraft("");
            whole(whole, () -> datasets.dataset(whole, ""));
            return new OwnDataset(whole, document.mistakes.findings());
        }

        PlainBody plainBody() {
            document.whole(() -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    String place = document.field("");
                    if (settings.containsKey(name)) {
                        document.twice(place);
                    } else {
                        settings.put(name, plain.read(place));
                    }
                }
            });
            return new PlainBody(settings, document.mistakes.findings());
        }

        OwnDataset rows() {
            DatasetDraft whole = new DatasetDraft("");
            whole(whole, () -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    String place = document.field("");
                    if (name.equals(DATASET) && !datasetSeen) {
                        datasetSeen = true;
                        datasets.dataset(whole, place);
                    } else {
                        datasets.ownField(whole, "", name, place);
                    }
                }
            });
            return new OwnDataset(whole, document.mistakes.findings());
        }

        private void whole(DatasetDraft draft, Runnable fields) {
            if (!document.whole(fields)) {
                draft.hide();
            }
        }

        private void topLevelField(String name) {
            String pointer = document.field("");
            if (AT_TOP_LEVEL.contains(name)) {
                datasets.field(dataset, name, pointer);
            } else if (name.equals(DATASET) && !datasetSeen) {
                datasetSeen = true;
                datasets.dataset(dataset, pointer);
            } else if (settings.containsKey(name) || name.equals(DATASET)) {
                document.twice(pointer);
            } else if (name.equals(VALIDATION) && parser.currentToken() == JsonToken.START_OBJECT) {
                settings.put(name, validation(pointer));
            } else {
                settings.put(name, SETTINGS.contains(name) ? plain.read(pointer) : skipped());
            }
        }

        /** A dataset in it is read like the other one, number by number; among the settings stands that there is one. */
        private Map<String, @Nullable Object> validation(String pointer) {
            Map<String, @Nullable Object> settingsOfValidation = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String place = document.field(pointer);
                if (settingsOfValidation.containsKey(name)) {
                    document.twice(place);
                } else if (name.equals(DATASET) && parser.currentToken() != JsonToken.VALUE_NULL) {
                    validation = new DatasetDraft(place);
                    datasets.dataset(validation, place);
                    settingsOfValidation.put(name, Map.of());
                } else {
                    settingsOfValidation.put(name, plain.read(place));
                }
            }
            return settingsOfValidation;
        }

        private @Nullable Object skipped() {
            parser.skipChildren();
            return null;
        }
    }
}
