package io.descent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.fit.UnreadableRequestException;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRequestsTest {

    private final FitRequestReader reader = new FitRequestReader(new Limits(1_000_000, 1e12));
    private final StoredRequests stored = new StoredRequests(reader);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\": [1, 2.5, 1e-320, -0.0], \"y\": [0.1, 1e308, 3, 4], \"weight\": [1, 2, 0, 0.5], \"label\": \"é\"}",
                "{\"dataset\": {\"x\": [[1, 2], [3, 4], [0.1, 9007199254740993]], \"y\": [\"a\", \"b\", \"a\"], "
                        + "\"features\": [\"p\", \"q\"]}, \"model\": {\"type\": \"logistic\", \"fit_intercept\": false}}",
                "{\"x\": [[1], [2]], \"y\": [true, false], \"seed\": 9223372036854775807, \"stopping\": null, "
                        + "\"init\": {\"coef\": [1.5], \"intercept\": -1}, \"class_weight\": {\"true\": 2}}",
                "{\"dataset\": {\"columns\": {\"a\": [1, 2, 3], \"price\": [4, 5, 6]}, \"target\": \"price\"}}",
                "{\"dataset\": {\"columns\": {\"a\": [null, -0.0, 3], \"b\": [\"x\", null, \"\"], \"c\": [null, true, false], "
                        + "\"d\": [null, null, null], \"y\": [4, 5, 6]}, \"target\": \"y\", \"weight\": \"a\", "
                        + "\"features\": [\"b\"]}, \"encoding\": {\"missing\": {\"b\": \"constant\"}}}",
                "{\"dataset\": {\"records\": [{\"a\": 1, \"y\": 1.5}, {\"b\": \"x\", \"y\": null}, {\"a\": -0.0, \"c\": null}], "
                        + "\"target\": \"y\"}, \"validation\": {\"dataset\": {\"records\": [{\"y\": 1}], \"target\": \"y\"}}}",
                "{\"dataset\": {\"csr\": {\"data\": [1, 2.5], \"indices\": [0, 2], \"indptr\": [0, 1, 2], "
                        + "\"shape\": [2, 3]}, \"y\": [1, 2]}}",
                "{\"dataset\": {\"generator\": {\"type\": \"line\", \"n\": 50, \"slope\": 3, \"intercept\": 8, "
                        + "\"noise\": 0.3}}, \"validation\": {\"fraction\": 0.2}}",
                "{\"x\": [1, 2, 3], \"y\": [1, 2, 3], \"validation\": {\"dataset\": {\"x\": [4], \"y\": [5]}}}"
            })
    void aRequestThatWasStoredIsTheSameWhenItIsReadAgain(String body) throws IOException {
        FitRequest request = reader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stored.write(request, bytes);
        FitRequest again = stored.read(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(again.findings().count()).isZero();
        assertThat(again.settings())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*pointer")
                .isEqualTo(request.settings());
        assertThat(again.dataset().values())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class) // NaN, a missing number, equals itself
                .isEqualTo(request.dataset().values());
    }

    @Test
    void aRequestThatANewerReleaseHasStoredIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stored.write(
                reader.read(new ByteArrayInputStream("{\"x\": [1], \"y\": [2]}".getBytes(StandardCharsets.UTF_8))),
                bytes);
        byte[] newer = bytes.toByteArray();
        newer[0]++;

        assertThatThrownBy(() -> stored.read(new ByteArrayInputStream(newer)))
                .isInstanceOf(UnreadableRequestException.class)
                .hasMessageContaining("newer release");
    }
}
