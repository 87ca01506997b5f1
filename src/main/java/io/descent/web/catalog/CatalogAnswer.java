package io.descent.web.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fit can be made of. */
@Schema(name = "Catalog", description = "what a fit can be made of, from the tables that requests are checked with")
record CatalogAnswer(
        List<Model> models,
        List<Entry> losses,
        List<Entry> penalties,
        List<Entry> optimizers,
        List<Entry> schedules,
        List<Entry> generators,

        @Schema(description = "the top level of a request beside its dataset")
        List<Setting> settings) {

    /** A model and the losses that it can be fitted with. */
    @Schema(name = "CatalogModel")
    record Model(
            String name,
            String description,
            @Schema(description = "the default first") List<String> losses,
            List<Setting> parameters) {}

    /** A variant of a family: its name is the `type` in a request. */
    @Schema(name = "CatalogEntry")
    record Entry(String name, String description, List<Setting> parameters) {}

    /** A setting with its values and its default. */
    @Schema(name = "CatalogSetting")
    record Setting(
            String name,

            @Schema(description = "names that other libraries use for it, accepted in requests")
            List<String> aliases,

            String description,
            @Schema(description = "its values in words") String expectation,

            @Schema(
                    description =
                            "its values; where there is more than one form, their JSON types and fields tell them apart")
            List<Values> values,

            boolean required,

            @Schema(description = "whether null is a value of its own; else it is the same as leaving the setting out")
            boolean nullable,

            @Schema(description = "as it would stand in a request; null where there is none or a rule")
            @JsonProperty("default")
            @Nullable
            Object fallback,

            @Schema(description = "what holds where the setting is left out and there is no default, in words")
            @JsonProperty("default_rule")
            @Nullable
            String rule) {}

    /** One form of the values of a setting; only what makes sense for its kind is there. */
    @Schema(name = "CatalogValues")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Values(
            @Schema(
                    description =
                            "choices, numbers and texts are lists, numbers_by_name and by_name are objects whose fields the "
                                    + "caller names; an entry is a name or an object with "
                                    + "that `type`")
            Kind kind,

            @Schema(implementation = Double.class) @Nullable Number minimum,

            @Schema(implementation = Double.class) @JsonProperty("exclusive_minimum") @Nullable
            Number exclusiveMinimum,

            @Schema(implementation = Double.class) @Nullable Number maximum,

            @Schema(implementation = Double.class) @JsonProperty("exclusive_maximum") @Nullable
            Number exclusiveMaximum,

            @Nullable List<String> choices,

            @Schema(description = "how many numbers the list has; any where it is missing") @Nullable
            Integer length,

            @JsonProperty("max_length") @Nullable Integer maxLength,

            @Schema(description = "the settings of an object") @Nullable
            List<Setting> parameters,

            @Schema(description = "the list of this catalog that an entry is from") @Nullable
            String entries,

            @Schema(description = "the values of each field of an object by_name") @Nullable
            List<Values> each) {

        /** What kind of JSON the values are. */
        enum Kind {
            @JsonProperty("number")
            NUMBER,
            @JsonProperty("integer")
            INTEGER,
            @JsonProperty("boolean")
            BOOLEAN,
            @JsonProperty("text")
            TEXT,
            @JsonProperty("choice")
            CHOICE,
            @JsonProperty("choices")
            CHOICES,
            @JsonProperty("numbers")
            NUMBERS,
            @JsonProperty("numbers_by_name")
            NUMBERS_BY_NAME,
            @JsonProperty("texts")
            TEXTS,
            @JsonProperty("by_name")
            BY_NAME,
            @JsonProperty("object")
            OBJECT,
            @JsonProperty("entry")
            ENTRY
        }

        private static Values of(Kind kind) {
            return new Values(kind, null, null, null, null, null, null, null, null, null, null);
        }

        static Values number(double low, boolean lowIncluded, double high, boolean highIncluded) {
            return number(Kind.NUMBER, low, lowIncluded, high, highIncluded);
        }

        static Values numbersByName(double low, boolean lowIncluded, double high, boolean highIncluded) {
            return number(Kind.NUMBERS_BY_NAME, low, lowIncluded, high, highIncluded);
        }

        private static Values number(Kind kind, double low, boolean lowIncluded, double high, boolean highIncluded) {
            return new Values(
                    kind,
                    lowIncluded ? finite(low) : null,
                    lowIncluded ? null : finite(low),
                    highIncluded ? finite(high) : null,
                    highIncluded ? null : finite(high),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        private static @Nullable Number finite(double bound) {
            return Double.isFinite(bound) ? (Double) bound : null;
        }

        static Values integer(long low, long high) {
            return new Values(Kind.INTEGER, low, null, high, null, null, null, null, null, null, null);
        }

        static Values flag() {
            return of(Kind.BOOLEAN);
        }

        static Values text(int longest) {
            return new Values(Kind.TEXT, null, null, null, null, null, null, longest, null, null, null);
        }

        static Values choice(List<String> choices) {
            return new Values(Kind.CHOICE, null, null, null, null, choices, null, null, null, null, null);
        }

        static Values choices(List<String> choices) {
            return new Values(Kind.CHOICES, null, null, null, null, choices, null, null, null, null, null);
        }

        static Values numbers(int length) {
            return new Values(
                    Kind.NUMBERS, null, null, null, null, null, length > 0 ? length : null, null, null, null, null);
        }

        static Values texts() {
            return of(Kind.TEXTS);
        }

        static Values byName(List<Values> each) {
            return new Values(Kind.BY_NAME, null, null, null, null, null, null, null, null, null, each);
        }

        static Values object(List<Setting> parameters) {
            return new Values(Kind.OBJECT, null, null, null, null, null, null, null, parameters, null, null);
        }

        static Values entry(String of) {
            return new Values(Kind.ENTRY, null, null, null, null, null, null, null, null, of, null);
        }
    }
}
