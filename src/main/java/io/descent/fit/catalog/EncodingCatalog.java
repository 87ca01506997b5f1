package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;

import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.Missing;
import io.descent.schema.Alternatives;
import io.descent.schema.Arguments;
import io.descent.schema.ByName;
import io.descent.schema.Choice;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Flag;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the columns of a table become features. */
final class EncodingCatalog {

    private static final Parameter<Map<String, ColumnType>> TYPES = open(
            "types",
            new ByName<>(new Choice<>(ColumnType.class)),
            "numbers, booleans and dates are what they are, texts are categories",
            "by column, what its values are to be taken for");
    private static final Parameter<Object> MISSING = optional(
            "missing",
            new Alternatives<Object>(List.of(new Choice<>(Missing.class), new ByName<>(new Choice<>(Missing.class)))),
            Missing.ERROR,
            "what is done about missing values, for all columns or by column, those not named error: error refuses them, "
                    + "drop leaves their rows out, mean, median, most_frequent (the smallest of several) and constant (0; "
                    + "of a category a level of its own) fill them");
    private static final Parameter<Boolean> INDICATOR = optional(
            "missing_indicator",
            new Flag(),
            false,
            "whether a column that is filled, and has missing values in the training rows, has a feature beside it that is "
                    + "1 where a value was missing");
    private static final Parameter<Integer> MAX_CATEGORIES = open(
                    "max_categories",
                    Domain.integer(1, Integer.MAX_VALUE),
                    "any number",
                    "the most features of a category, that of its rare levels included, as in scikit-learn's OneHotEncoder")
            .orNull();
    private static final Parameter<Number> MIN_FREQUENCY = optional(
            "min_frequency",
            new Alternatives<>(List.of(new Whole(1, Integer.MAX_VALUE), new Real(0, false, 1, false))),
            (Number) 1L,
            "levels of fewer training rows are rare; below 1 a share of them. Rare levels are one level together");
    private static final Parameter<EncodingSpec.Unknown> HANDLE_UNKNOWN = optional(
            "handle_unknown",
            new Choice<>(EncodingSpec.Unknown.class),
            EncodingSpec.Unknown.IGNORE,
            "what is done about a level that training has not seen: ignore takes it for a rare one, and where there are "
                    + "none all features of its column are 0; error refuses it");
    private static final Parameter<EncodingSpec.Drop> DROP = open(
                    "drop",
                    new Choice<>(EncodingSpec.Drop.class),
                    "none",
                    "which categories leave their first feature out: all, or those of two features")
            .orNull();
    private static final Parameter<Map<String, Integer>> HASHED = open(
            "hashed",
            new ByName<>(Domain.integer(1, Integer.MAX_VALUE)),
            "none",
            "by column, how many features its levels are hashed into, by MurmurHash3 of `column=level`, as scikit-learn "
                    + "hashes them");
    private static final Parameter<EncodingSpec.Dates> DATES = optional(
            "dates",
            new Choice<>(EncodingSpec.Dates.class),
            EncodingSpec.Dates.ERROR,
            "what becomes of dates: error refuses them, seconds is one feature, parts are year, month, day_of_week (Monday "
                    + "is 0) and hour, in UTC");
    private static final Parameter<Map<String, ColumnEncoding>> COLUMNS = open(
            "columns",
            new ByName<>(ColumnEncodingCatalog.COLUMN),
            "learned of the training rows",
            "stands in answers: what was learned of each column. In a request it is taken as it is, and nothing is learned");

    private static final Structure<EncodingSpec> ENCODING = Structure.of(
                    "Encoding", EncodingSpec.class, "how the columns of a table become features", EncodingCatalog::spec)
            .with(TYPES, spec -> orNull(spec.types()))
            .with(MISSING, spec -> spec.missingOf().isEmpty() ? spec.missing() : spec.missingOf())
            .with(INDICATOR, EncodingSpec::missingIndicator)
            .with(MAX_CATEGORIES, EncodingSpec::maxCategories)
            .with(MIN_FREQUENCY, spec -> frequency(spec.minFrequency()))
            .with(HANDLE_UNKNOWN, EncodingSpec::handleUnknown)
            .with(DROP, EncodingSpec::drop)
            .with(HASHED, spec -> orNull(spec.hashed()))
            .with(DATES, EncodingSpec::dates)
            .with(COLUMNS, spec -> orNull(spec.columns()));

    static final Parameter<EncodingSpec> SETTING = open(
            "encoding",
            ENCODING,
            "the defaults of its settings, for `columns` and `records`",
            "how the columns of a table become features. Everything is learned of the training rows alone");

    private EncodingCatalog() {}

    private static <T> @Nullable Map<String, T> orNull(Map<String, T> map) {
        return map.isEmpty() ? null : map;
    }

    private static Number frequency(double least) {
        return least < 1 ? (Number) least : (Number) (long) least;
    }

    private static EncodingSpec spec(Arguments a) {
        Map<String, ColumnType> types = a.getOr(TYPES, Map.of());
        Map<String, Integer> hashed = a.getOr(HASHED, Map.of());
        hashed.keySet().forEach(column -> {
            ColumnType type = types.getOrDefault(column, ColumnType.CATEGORY);
            if (type != ColumnType.CATEGORY) {
                throw new ConflictException(
                        "/types/" + column.replace("~", "~0").replace("/", "~1"),
                        "must be \"category\" or left out for a column in `hashed`, not \"" + Names.json(type) + "\"");
            }
        });
        Object missing = a.get(MISSING);
        Map<String, Missing> missingOf = new LinkedHashMap<>();
        if (missing instanceof Map<?, ?> byColumn) {
            byColumn.forEach((column, one) -> missingOf.put((String) column, (Missing) one));
        }
        return new EncodingSpec(
                types,
                missing instanceof Missing all ? all : Missing.ERROR,
                missingOf,
                a.get(INDICATOR),
                a.find(MAX_CATEGORIES),
                a.get(MIN_FREQUENCY).doubleValue(),
                a.get(HANDLE_UNKNOWN),
                a.find(DROP),
                hashed,
                a.get(DATES),
                a.getOr(COLUMNS, Map.of()));
    }
}
