package io.descent.web.body;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** The types of answers that a request accepts. */
public final class Accepted {

    private Accepted() {}

    /** Returns which of some types a caller likes best; the first where it says nothing of them. */
    public static String best(HttpServletRequest http, List<String> types) {
        List<MediaType> accepted =
                new ArrayList<>(MediaType.parseMediaTypes(Collections.list(http.getHeaders(HttpHeaders.ACCEPT))));
        MimeTypeUtils.sortBySpecificity(accepted);
        accepted.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        for (MediaType some : accepted) {
            for (String type : types) {
                if (some.includes(MediaType.parseMediaType(type))) {
                    return type;
                }
            }
        }
        return types.getFirst();
    }
}
