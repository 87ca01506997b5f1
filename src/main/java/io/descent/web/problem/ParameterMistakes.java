package io.descent.web.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is wrong with the parameters of a URL and the headers of a request. */
final class ParameterMistakes {

    private ParameterMistakes() {}

    /** Returns what an exception of Spring says of them; null where it is about something else. */
    static @Nullable List<Problem.Item> of(Exception e) {
        return switch (e) {
            case HandlerMethodValidationException invalid ->
                invalid.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> Problem.Item.parameter(
                                        name(result.getMethodParameter()),
                                        "out_of_range",
                                        String.valueOf(error.getDefaultMessage()))))
                        .toList();
            case MethodArgumentTypeMismatchException mismatch ->
                List.of(Problem.Item.parameter(
                        mismatch.getName(), "wrong_type", "must be " + expected(mismatch.getRequiredType())));
            case MissingServletRequestParameterException missing ->
                List.of(Problem.Item.parameter(missing.getParameterName(), "required", "is missing"));
            default -> null;
        };
    }

    /** Returns the name in the URL, or of the header, which need not be the one in the code. */
    private static String name(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null) {
            return header.name();
        }
        RequestParam given = parameter.getParameterAnnotation(RequestParam.class);
        return given == null || given.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : given.name();
    }

    private static String expected(@Nullable Class<?> type) {
        return type == boolean.class ? "true or false" : type == Double.class ? "a number" : "a whole number";
    }
}
