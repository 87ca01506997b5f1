package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What the documentation shows works, and is answered as it shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRequestsIT {

    /** So many were there once; a parser that loses some must not pass. */
    private static final int FEWEST = 50;

    private static final Pattern SHOWN = Pattern.compile("\\bcurl -|^```json$", Pattern.MULTILINE);

    private PackagedService service;
    private ServiceClient client;

    @BeforeAll
    void start() throws IOException {
        service = PackagedService.start(Map.of());
        client = new ServiceClient(service.port());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    /** The requests of a file come in order, as later ones go on with the fits of earlier ones. */
    @TestFactory
    Stream<DynamicContainer> everyRequestIsAnsweredAsItIsShown() {
        return Documents.withRequests().stream()
                .filter(file -> !file.equals(DocumentedAccessIT.FILE))
                .map(file -> {
                    ShownAnswer shown = new ShownAnswer();
                    Stream<DynamicTest> tests = DocumentedRequest.of(file).stream()
                            .map(request -> DynamicTest.dynamicTest(request.place(), () -> run(request, shown)));
                    return DynamicContainer.dynamicContainer(file.toString(), tests);
                });
    }

    private void run(DocumentedRequest request, ShownAnswer shown) {
        try {
            String input = "";
            Iterator<CurlCommand> commands = request.commands().iterator();
            while (commands.hasNext()) {
                CurlCommand command = commands.next();
                Answer answer = command.run(client, input, shown::withIds);
                shown.check(commands.hasNext() ? "" : request.answer(), command.tellsHeaders(), answer);
                input = answer.body();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(request.place() + ": " + failure.getMessage(), failure);
        }
    }

    @Test
    void noRequestIsOverlooked() {
        int all = 0;
        for (Path file : Documents.withRequests()) {
            int found = DocumentedRequest.of(file).stream()
                    .mapToInt(request -> request.commands().size())
                    .sum();
            long shown = SHOWN.matcher(Documents.text(file)).results().count();
            assertThat((long) found).as("requests in %s", file).isEqualTo(shown);
            all += found;
        }
        assertThat(all).isGreaterThanOrEqualTo(FEWEST);
        for (String file : List.of(
                "README.md",
                "docs/fits.md",
                "docs/datasets.md",
                "docs/models.md",
                "docs/inference.md",
                "docs/jobs.md",
                "docs/errors.md",
                "docs/conventions.md",
                "docs/access.md",
                "docs/operating.md")) {
            assertThat(DocumentedRequest.of(Path.of(file))).as(file).isNotEmpty();
        }
    }
}
