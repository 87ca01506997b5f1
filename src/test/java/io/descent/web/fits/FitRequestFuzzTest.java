package io.descent.web.fits;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any bytes end in a fit or in a refusal. The build replays the bodies among the test resources; to search for others:
 * {@code JAZZER_FUZZ=1 ./mvnw test -Dtest=FitRequestFuzzTest -Djazzer.hooks=true}.
 */
class FitRequestFuzzTest {

    private final RequestProbe probe = new RequestProbe();

    @FuzzTest(maxDuration = "60s")
    void anyBytesEndInAFitOrARefusal(byte[] body) {
        probe.end(body);
    }
}
