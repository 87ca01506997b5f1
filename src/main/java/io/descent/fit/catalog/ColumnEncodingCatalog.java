package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;
import static io.descent.schema.Parameter.required;

import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.EncodingSpec;
import io.descent.schema.Alternatives;
import io.descent.schema.Arguments;
import io.descent.schema.Choice;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Flag;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import io.descent.schema.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was learned of a column, as a configuration tells it. */
final class ColumnEncodingCatalog {

    private static final int LONGEST = 1 << 20;

    private static final Parameter<ColumnType> TYPE =
            required("type", new Choice<>(ColumnType.class), "what its values are taken for");
    private static final Parameter<Object> FILL = open(
            "fill",
            new Alternatives<Object>(List.of(Real.any(), new Text(LONGEST))),
            "none: missing values are refused",
            "what stands for a missing value: a number, of a date in seconds; of a category a level");
    private static final Parameter<Boolean> INDICATOR =
            optional("indicator", new Flag(), false, "whether there is a feature that is 1 where a value was missing");
    private static final Parameter<List<String>> LEVELS =
            open("levels", new Texts(), "none", "of a category: those with a feature of their own");
    private static final Parameter<List<String>> INFREQUENT =
            open("infrequent", new Texts(), "none", "of a category: those that are one level together");
    private static final Parameter<Boolean> MISSING_LEVEL = optional(
            "missing_level", new Flag(), false, "of a category: whether missing values are a level of their own");
    private static final Parameter<String> DROPPED = open(
            "dropped",
            new Text(LONGEST),
            "none",
            "of a category: the level that has no feature, which is the first of its levels");
    private static final Parameter<Integer> HASHED = open(
            "features",
            Domain.integer(1, Integer.MAX_VALUE),
            "a feature for each level",
            "of a hashed category: how many features its levels share");
    private static final Parameter<EncodingSpec.Dates> DATES = optional(
            "dates", new Choice<>(EncodingSpec.Dates.class), EncodingSpec.Dates.SECONDS, "of a date: what it becomes");

    static final Structure<ColumnEncoding> COLUMN = Structure.of(
                    "ColumnEncoding",
                    ColumnEncoding.class,
                    "what was learned of a column of the training rows",
                    ColumnEncodingCatalog::column)
            .with(TYPE, ColumnEncoding::type)
            .with(FILL, ColumnEncodingCatalog::fill)
            .with(INDICATOR, column -> orNull(column.indicator()))
            .with(LEVELS, column -> column instanceof ColumnEncoding.Category category ? category.levels() : null)
            .with(
                    INFREQUENT,
                    column -> column instanceof ColumnEncoding.Category category
                                    && !category.infrequent().isEmpty()
                            ? category.infrequent()
                            : null)
            .with(MISSING_LEVEL, column -> orNull(missingLevel(column)))
            .with(DROPPED, column -> column instanceof ColumnEncoding.Category category ? category.dropped() : null)
            .with(HASHED, column -> column instanceof ColumnEncoding.Hashed hashed ? (Integer) hashed.width() : null)
            .with(DATES, column -> column instanceof ColumnEncoding.Date date ? dates(date) : null);

    private ColumnEncodingCatalog() {}

    private static @Nullable Boolean orNull(boolean flag) {
        return flag ? true : null;
    }

    private static EncodingSpec.Dates dates(ColumnEncoding.Date date) {
        return date.parts() ? EncodingSpec.Dates.PARTS : EncodingSpec.Dates.SECONDS;
    }

    private static boolean missingLevel(ColumnEncoding column) {
        return switch (column) {
            case ColumnEncoding.Category category -> category.missingLevel();
            case ColumnEncoding.Hashed hashed -> hashed.missingLevel();
            case ColumnEncoding.Numeric _, ColumnEncoding.Flag _, ColumnEncoding.Date _ -> false;
        };
    }

    private static @Nullable Object fill(ColumnEncoding column) {
        return switch (column) {
            case ColumnEncoding.Numeric number -> number.fill();
            case ColumnEncoding.Flag flag -> flag.fill();
            case ColumnEncoding.Date date -> date.fill();
            case ColumnEncoding.Category category -> category.fill();
            case ColumnEncoding.Hashed hashed -> hashed.fill();
        };
    }

    private static ColumnEncoding column(Arguments a) {
        boolean indicator = a.get(INDICATOR);
        Integer width = a.find(HASHED);
        return switch (a.get(TYPE)) {
            case NUMBER -> new ColumnEncoding.Numeric(number(a), indicator);
            case BOOLEAN -> new ColumnEncoding.Flag(number(a), indicator);
            case DATE -> {
                if (a.get(DATES) == EncodingSpec.Dates.ERROR) {
                    throw new ConflictException("/dates", "must be \"seconds\" or \"parts\"");
                }
                yield new ColumnEncoding.Date(a.get(DATES) == EncodingSpec.Dates.PARTS, number(a), indicator);
            }
            case CATEGORY ->
                width == null
                        ? new ColumnEncoding.Category(
                                a.getOr(LEVELS, List.of()),
                                a.getOr(INFREQUENT, List.of()),
                                a.get(MISSING_LEVEL),
                                text(a),
                                a.find(DROPPED),
                                indicator)
                        : new ColumnEncoding.Hashed(width, a.get(MISSING_LEVEL), text(a), indicator);
        };
    }

    private static @Nullable Double number(Arguments a) {
        return switch (a.find(FILL)) {
            case Double number -> number;
            case null -> null;
            default -> throw new ConflictException("/fill", "must be a number for a column that is no category");
        };
    }

    private static @Nullable String text(Arguments a) {
        return switch (a.find(FILL)) {
            case String level -> level;
            case null -> null;
            default -> throw new ConflictException("/fill", "must be a text for a category");
        };
    }
}
