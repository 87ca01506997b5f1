package io.descent.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.judge.MinimumJudge.Grade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the judge says of answers, at a minimum of 3 that is 2 above its floor. */
class MinimumJudgeTest {

    private static final IndependentMinimum MINIMUM = new IndependentMinimum(3, 3, 1, 10);

    @ParameterizedTest
    @CsvSource({
        "converged, 3, , CONVERGED",
        "converged, 3.0001999, , CONVERGED",
        "converged, 3.0003, , WRONG",
        "converged, 3.0003, not_converged, WRONG",
        "converged, null, , WRONG",
        "converged, 2.999, , WRONG",
        "epochs, 3, , WRONG",
        "epochs, 3, constant_feature, WRONG",
        "epochs, 7, not_converged, TOLD",
        "epochs, 2.999, not_converged, WRONG"
    })
    void aFitThatSucceededIsAtTheMinimumOrWarns(String reason, String objective, String warning, Grade grade) {
        String warnings = warning == null ? "" : "{\"code\": \"%s\"}".formatted(warning);
        String answer = "{\"status\": \"succeeded\", \"stop_reason\": \"%s\", ".formatted(reason)
                + "\"result\": {\"objective\": %s}, \"warnings\": [%s]}".formatted(objective, warnings);

        assertThat(grade(answer, false)).isEqualTo(grade);
        assertThat(grade(answer, true)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"true, {}, TOLD", "true, null, WRONG", "false, {}, WRONG"})
    void onlyARuleThatWasNamedMayDivergeAndSaysWhatWouldNot(boolean named, String suggestion, Grade grade) {
        String answer = "{\"status\": \"failed\", \"stop_reason\": \"diverged\", \"result\": null, \"warnings\": [], "
                + "\"error\": {\"code\": \"diverged\", \"suggestion\": " + suggestion + "}}";

        assertThat(grade(answer, named)).isEqualTo(grade);
    }

    @Test
    void aRefusalIsWrong() {
        assertThat(grade("{\"status\": 422, \"code\": \"invalid_request\"}", true))
                .isEqualTo(Grade.WRONG);
    }

    private static Grade grade(String answer, boolean named) {
        return MinimumJudge.of(JsonMapper.shared().readTree(answer), MINIMUM, named)
                .grade();
    }
}
