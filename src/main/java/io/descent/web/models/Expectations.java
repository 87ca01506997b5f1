package io.descent.web.models;

import io.descent.registry.Alias;
import io.descent.registry.ModelStore.Expected;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** What the headers of a request expect an alias to be. */
final class Expectations {

    private static final String ANY = "*";

    private Expectations() {}

    /** Returns the ETag of an alias. */
    static String tag(Alias alias) {
        return "\"" + alias.tag() + "\"";
    }

    static Expected of(HttpServletRequest http, Mistakes mistakes) {
        String match = String.join(",", Collections.list(http.getHeaders(HttpHeaders.IF_MATCH)));
        String noneMatch = String.join(",", Collections.list(http.getHeaders(HttpHeaders.IF_NONE_MATCH)));
        if (!noneMatch.isEmpty() && (!noneMatch.strip().equals(ANY) || !match.isEmpty())) {
            mistakes.add("", Mistake.Code.UNKNOWN_VALUE, "If-None-Match must be *, and stand without If-Match");
        }
        if (!noneMatch.isEmpty()) {
            return new Expected.Nothing();
        }
        if (match.isEmpty()) {
            return new Expected.Anything();
        }
        return match.strip().equals(ANY) ? new Expected.There() : new Expected.Tagged(tags(match));
    }

    /** A weak tag matches nothing. */
    private static List<String> tags(String match) {
        return ETag.parse(match).stream()
                .filter(tag -> !tag.weak())
                .map(ETag::tag)
                .toList();
    }
}
