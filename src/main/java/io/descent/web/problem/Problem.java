package io.descent.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.descent.schema.Mistake;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What went wrong with a request, as {@code application/problem+json} (RFC 9457). */
@Schema(name = "Problem", description = "what went wrong with a request (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(example = "urn:descent:problem:invalid-request")
        String type,

        String title,
        int status,
        String detail,
        @Schema(description = "the path that was asked for") String instance,

        @Schema(description = "every mistake in the request, the first hundred where there are more") @Nullable
        List<Item> errors) {

    static final String URN = "urn:descent:problem:";

    /** Returns the last part of the type of a problem that is told by its status alone. */
    static String type(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns a problem of which no more is known than the status. */
    static Problem of(int code, String method, String instance) {
        HttpStatus known = HttpStatus.resolve(code);
        HttpStatus status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        String detail = Problems.detail(status, method);
        return new Problem(URN + type(status), status.getReasonPhrase(), status.value(), detail, instance, null);
    }

    /** Returns a problem that is told by its status, with more to say of it. */
    public static Problem of(HttpStatus status, String detail, String instance) {
        return new Problem(URN + type(status), status.getReasonPhrase(), status.value(), detail, instance, null);
    }

    /** Returns all of it in one line, for clients that know no problem documents. */
    public String told() {
        return errors == null
                ? detail
                : errors.stream().map(Item::told).collect(Collectors.joining("; ", detail + " ", ""));
    }

    /** One mistake. */
    @Schema(name = "ProblemItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "JSON pointer (RFC 6901) into the body", example = "/optimizer/learning_rate")
            @Nullable
            String pointer,

            @Schema(description = "name of the parameter of the URL") @Nullable
            String parameter,

            @Schema(example = "out_of_range") String code,
            @Schema(example = "must be greater than 0") String detail,
            @Nullable Integer line,
            @Nullable Integer column) {

        String told() {
            String place = pointer == null ? parameter : pointer;
            String said = place == null || place.isEmpty() ? detail : place + ": " + detail;
            return line == null || column == null ? said : said + " (line " + line + ", column " + column + ")";
        }

        static Item of(Mistake mistake) {
            return at(mistake.pointer(), mistake.code().json(), mistake.detail(), mistake.place());
        }

        static Item at(String pointer, String code, String detail, Mistake.@Nullable Place place) {
            return new Item(
                    pointer,
                    null,
                    code,
                    detail,
                    place == null ? null : (Integer) place.line(),
                    place == null ? null : (Integer) place.column());
        }

        static Item parameter(String name, String code, String detail) {
            return new Item(null, name, code, detail, null, null);
        }
    }
}
