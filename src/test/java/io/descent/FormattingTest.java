package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the code in the format of palantir-java-format; {@code -Dformat.apply=true} rewrites what is not. */
class FormattingTest {

    private static final Path SOURCES = Path.of("src");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void everySourceIsFormatted() throws IOException, FormatterException {
        List<Path> unformatted = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            String formatted = format(text);
            if (!formatted.equals(text)) {
                unformatted.add(file);
                if (Boolean.getBoolean("format.apply")) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (!Boolean.getBoolean("format.apply")) {
            assertThat(unformatted)
                    .as("not formatted; mend with ./mvnw test -Dtest=FormattingTest -Dformat.apply=true")
                    .isEmpty();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).as("sources under %s", SOURCES).isNotEmpty();
            return sources;
        }
    }

    private String format(String text) throws FormatterException {
        String imports = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.PALANTIR);
        return formatter.formatSource(imports);
    }
}
