package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every link from the documentation into this project leads somewhere. */
class DocumentedLinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        return Documents.all().stream()
                .flatMap(file -> links(file)
                        .map(link -> DynamicTest.dynamicTest(
                                file + " to " + link,
                                () -> assertThat(broken(file, link))
                                        .as("%s to %s", file, link)
                                        .isEmpty())));
    }

    @Test
    void theReadmeLinksToTheWholeGuide() {
        List<String> linked = links(Path.of("README.md")).toList();

        assertThat(linked)
                .containsAll(Documents.all().stream()
                        .map(file -> file.toString().replace('\\', '/'))
                        .filter(file -> !file.equals("README.md"))
                        .toList());
    }

    private static Stream<String> links(Path file) {
        return LINK.matcher(Documents.prose(file))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches());
    }

    /** Says what is wrong with a link; nothing where it leads somewhere. */
    private static String broken(Path file, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return "there is no " + target;
        }
        return (parts.length == 1 || anchors(target).contains(parts[1]))
                ? ""
                : target + " has no heading of the anchor " + parts[1];
    }

    /** Makes anchors as GitHub does. */
    private static List<String> anchors(Path file) {
        List<String> anchors = new ArrayList<>();
        for (MatchResult heading :
                HEADING.matcher(Documents.prose(file)).results().toList()) {
            anchors.add(heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }
}
