package io.descent.web.models;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the headers that make an operation conditional. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "If-Match",
        in = ParameterIn.HEADER,
        description = "an ETag, or * for whatever is there; else the answer is 412",
        schema = @Schema(type = "string"))
@Parameter(
        name = "If-None-Match",
        in = ParameterIn.HEADER,
        description = "*: only where there is none yet; else the answer is 412",
        schema = @Schema(type = "string"))
@interface Conditional {}
