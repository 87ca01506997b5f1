package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.job.Job;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.web.FiniteNumbers;
import io.descent.web.body.LimitedInputStream;
import io.descent.web.problem.BodyTooLargeException;
import io.descent.wire.FitRequestReader;
import io.descent.wire.MalformedJsonException;
import java.io.ByteArrayInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts any bytes through all that reads, fits and answers, with limits so small that nothing is expensive. */
final class RequestProbe {

    /** How a body can end; everything else is a defect. */
    enum End {
        FITTED,
        INVALID,
        MALFORMED,
        TOO_LARGE
    }

    private static final Limits LIMITS = new Limits(4_000, 4_000);
    private static final int MAX_BODY = 4_000;

    private final FitRequestReader reader = new FitRequestReader(LIMITS);
    private final OptimizerService service = Services.of(LIMITS, 1);
    private final JsonMapper json =
            JsonMapper.builder().addModule(new FiniteNumbers()).build();

    End end(byte[] body) {
        FitRequest request;
        try {
            request = reader.read(new LimitedInputStream(new ByteArrayInputStream(body), MAX_BODY, "DESCENT_MAX_BODY"));
        } catch (MalformedJsonException e) {
            assertThat(e.detail()).isNotBlank();
            return End.MALFORMED;
        } catch (JacksonException e) {
            return End.MALFORMED;
        } catch (BodyTooLargeException e) {
            return End.TOO_LARGE;
        }
        try {
            answersFiniteNumbers(Services.fit(service, request));
            return End.FITTED;
        } catch (InvalidRequestException e) {
            tellsWhatIsWrong(e);
            return End.INVALID;
        }
    }

    private void answersFiniteNumbers(Job job) {
        JsonNode answer = json.readTree(json.writeValueAsBytes(FitAnswers.whole(job, ParamsForm.LISTED)));
        // texts of the caller may say anything
        ((ObjectNode) answer).remove("label");
        ((ObjectNode) answer.get("config")).remove("label");
        if (answer.get("result") instanceof ObjectNode result) {
            result.remove("features");
            result.remove("classes");
        }
        assertThat(answer.toString()).doesNotContain("\"NaN\"", "\"Infinity\"", "\"-Infinity\"");
    }

    private static void tellsWhatIsWrong(InvalidRequestException e) {
        assertThat(e.mistakes()).isNotEmpty();
        for (Mistake mistake : e.mistakes()) {
            assertThat(mistake.pointer()).matches("(?s)(/.*)?");
            assertThat(mistake.detail()).isNotBlank().doesNotContain("io.descent", "java.", "Exception");
        }
    }
}
