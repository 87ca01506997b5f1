package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.web.Preference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async", "RESPOND-ASYNC", "handling=lenient, respond-async"})
    void respondAsyncIsHonouredHoweverItIsWritten(String header) {
        Preference preference = Preference.of(List.of(header));
        assertThat(preference.patience()).isZero();
        assertThat(preference.applied()).isEqualTo("respond-async");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=7", "Wait=7", "wait = 7", "wait=\"7\"", "foo, wait=7"})
    void aWaitIsHonouredHoweverItIsWritten(String header) {
        assertThat(Preference.of(List.of(header)).patience()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=301", "wait=4000000000", "wait=999999999999999999"})
    void whoeverWouldWaitForeverWaitsAsLongAsThereIsAWait(String header) {
        Preference preference = Preference.of(List.of(header));
        assertThat(preference.patience()).isEqualTo(Duration.ofMinutes(5));
        assertThat(preference.applied()).isEqualTo("wait=300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "wait=1.5", "wait=soon", "async"})
    void whatMakesNoSenseIsIgnored(String header) {
        Preference preference = Preference.of(List.of(header));
        assertThat(preference.patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(preference.applied()).isNull();
    }
}
