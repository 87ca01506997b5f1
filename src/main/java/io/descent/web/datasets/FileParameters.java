package io.descent.web.datasets;

import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.tabular.Expected;
import io.descent.tabular.ReadLimits;
import io.descent.tabular.ReadOptions;
import io.descent.tabular.TypeChoice;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parameters of a URL say of a file. */
public final class FileParameters {

    /** The names of the parameters. */
    public static final List<String> NAMES =
            List.of("encoding", "delimiter", "quote", "comment", "header", "decimal", "null_values", "types");

    private FileParameters() {}

    /** Returns the options that the parameters give; adds a mistake for each that makes no sense. */
    public static ReadOptions of(Map<String, String> parameters, ReadLimits limits, Mistakes mistakes) {
        String nulls = parameters.get("null_values");
        Character delimiter = character("delimiter", parameters, mistakes);
        Character quote = character("quote", parameters, mistakes);
        Character comment = character("comment", parameters, mistakes);
        try {
            return new ReadOptions(
                    encoding(parameters.get("encoding"), mistakes),
                    delimiter,
                    quote,
                    comment,
                    header(parameters.get("header"), mistakes),
                    decimal(parameters, mistakes),
                    nulls == null ? null : List.of(nulls.split(",", -1)),
                    types(parameters.get("types"), mistakes),
                    Expected.NOTHING,
                    limits);
        } catch (IllegalArgumentException alike) {
            mistakes.add("/delimiter", Mistake.Code.CONFLICT, "must go with the others: " + alike.getMessage());
            return ReadOptions.DEFAULT;
        }
    }

    private static @Nullable Charset encoding(@Nullable String given, Mistakes mistakes) {
        try {
            return given == null ? null : Charset.forName(given);
        } catch (IllegalArgumentException unknown) {
            mistakes.add(
                    "/encoding",
                    Mistake.Code.UNKNOWN_VALUE,
                    "must be the name of an encoding, `utf-16` or `latin1` for instance");
            return null;
        }
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

    private static Map<String, TypeChoice> types(@Nullable String given, Mistakes mistakes) {
        try {
            return given == null ? Map.of() : TypeChoice.parseAll(given);
        } catch (IllegalArgumentException unreadable) {
            mistakes.add(
                    "/types",
                    Mistake.Code.UNKNOWN_VALUE,
                    "must be pairs `column:type` with commas between: " + unreadable.getMessage());
            return Map.of();
        }
    }
}
