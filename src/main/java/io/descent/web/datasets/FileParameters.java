package io.descent.web.datasets;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.tabular.ReadLimits;
import io.descent.tabular.ReadOptions;
import io.descent.tabular.TypeOverride;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parameters of a URL say of a file. */
public final class FileParameters {

    /** The names of the parameters. */
    public static final List<String> NAMES = List.of("delimiter", "quote", "header", "decimal", "null_values", "types");

    private FileParameters() {}

    /** Returns the options that the parameters give; adds a mistake for each that makes no sense. */
    public static ReadOptions of(Map<String, String> parameters, ReadLimits limits, Mistakes mistakes) {
        String nulls = parameters.get("null_values");
        return new ReadOptions(
                character("delimiter", parameters, mistakes),
                character("quote", parameters, mistakes),
                header(parameters.get("header"), mistakes),
                decimal(parameters, mistakes),
                nulls == null ? null : List.of(nulls.split(",", -1)),
                types(parameters.get("types"), mistakes),
                limits);
    }

    private static @Nullable Character character(String name, Map<String, String> parameters, Mistakes mistakes) {
        String given = parameters.get(name);
        if (given == null) {
            return null;
        }
        String text = given.equals("\\t") || given.equals("tab") ? "\t" : given;
        if (text.length() == 1 && text.charAt(0) != '\n' && text.charAt(0) != '\r') {
            return text.charAt(0);
        }
        mistakes.add(Mistakes.at("", name), Mistake.Code.OUT_OF_RANGE, "must be one character, or `tab`");
        return null;
    }

    private static @Nullable Character decimal(Map<String, String> parameters, Mistakes mistakes) {
        String given = parameters.get("decimal");
        if (given == null || given.equals(".") || given.equals(",")) {
            return given == null ? null : (Character) given.charAt(0);
        }
        mistakes.add("/decimal", Mistake.Code.UNKNOWN_VALUE, "must be `.` or `,`");
        return null;
    }

    private static @Nullable Boolean header(@Nullable String given, Mistakes mistakes) {
        if (given == null || given.equals("true") || given.equals("false")) {
            return given == null ? null : (Boolean) given.equals("true");
        }
        mistakes.add("/header", Mistake.Code.WRONG_TYPE, "must be true or false");
        return null;
    }

    private static Map<String, TypeOverride> types(@Nullable String given, Mistakes mistakes) {
        Map<String, TypeOverride> types = new LinkedHashMap<>();
        if (given == null) {
            return types;
        }
        for (String pair : given.split(",", -1)) {
            int colon = pair.lastIndexOf(':');
            TypeOverride type = colon < 1
                    ? null
                    : TypeOverride.of(pair.substring(colon + 1)).orElse(null);
            if (type == null) {
                mistakes.add(
                        "/types",
                        Mistake.Code.UNKNOWN_VALUE,
                        "must be pairs `column:type` with commas between, of the types "
                                + Arrays.stream(TypeOverride.values())
                                        .map(TypeOverride::text)
                                        .collect(Collectors.joining(", "))
                                + "; not `" + pair + "`");
            } else {
                types.put(pair.substring(0, colon), type);
            }
        }
        return types;
    }
}
