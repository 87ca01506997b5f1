package io.descent.web.datasets;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes how an operation that takes a file may be told to read it. Fields of a form say the same. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "encoding",
        in = ParameterIn.QUERY,
        description = "of a file of text, where it is not UTF-8 and has no byte-order mark",
        schema = @Schema(type = "string"))
@Parameter(
        name = "comment",
        in = ParameterIn.QUERY,
        description = "of a file, the character that begins lines which are left out",
        schema = @Schema(type = "string"))
@Parameter(
        name = "delimiter",
        in = ParameterIn.QUERY,
        description = "of a file, the character between two values, or `tab`",
        schema = @Schema(type = "string"))
@Parameter(
        name = "quote",
        in = ParameterIn.QUERY,
        description = "of a file, the character around values",
        schema = @Schema(type = "string"))
@Parameter(
        name = "header",
        in = ParameterIn.QUERY,
        description = "of a file, whether the first row names the columns",
        schema = @Schema(type = "boolean"))
@Parameter(
        name = "decimal",
        in = ParameterIn.QUERY,
        description = "of a file, the decimal point: `.` or `,`",
        schema = @Schema(type = "string"))
@Parameter(
        name = "null_values",
        in = ParameterIn.QUERY,
        description = "of a file, what stands for a missing value, with commas between",
        schema = @Schema(type = "string"))
@Parameter(
        name = "types",
        in = ParameterIn.QUERY,
        description = "of a file, types of some columns: `zip:category,when:date(dmy)`",
        schema = @Schema(type = "string"))
public @interface TakesFile {}
