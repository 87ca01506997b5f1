package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Encodings that make no sense for their columns. */
@ServiceTest
class BadEncodingIT {

    private static final String HOUSES =
            "{'sqft': [800, null, 1100], 'city': ['Paris', 'Rome', null], 'price': [9, 11, 12]}";

    private final ServiceClient service;

    BadEncodingIT(@LocalServerPort int port) {
        service = new ServiceClient(port);
    }

    private Answer columns(String columns, String encoding) {
        return post("{'dataset': {'columns': " + columns + ", 'target': 'price'}, 'encoding': {" + encoding + "}}");
    }

    private Answer post(String quoted) {
        return service.post("/v1/fits", quoted.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'types': {'sqf': 'category'} | /encoding/types/sqf | did you mean `sqft`?",
                "'missing': {'citi': 'constant'} | /encoding/missing/citi | did you mean `city`?",
                "'missing': {'price': 'mean'} | /encoding/missing/price | the column is the target",
                "'hashed': {'price': 8} | /encoding/hashed/price | is not a column of the features",
                "'types': {'city': 'number'} | /dataset/columns/city/0 | Rome",
                "'types': {'city': 'number'}, 'hashed': {'city': 3} | /encoding/types/city | in `hashed`",
                "'columns': {'sqft': {'type': 'number'}} | /encoding/columns/city | is missing",
                "'min_frequency': 1.5 | /encoding/min_frequency | a whole number of at least 1 or",
                "'hashed': {'city': 2000000000}, 'missing': 'most_frequent' | /dataset/columns | DESCENT_MAX_CELLS",
                "'missing': 'mean' | /dataset/columns/city | most_frequent",
            })
    void whatMakesNoSenseIsRefusedAtItsPlace(String encoding, String pointer, String detail) {
        Answer answer = columns(HOUSES, encoding);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/detail").asString()).contains(detail);
    }

    @Test
    void anEncodingIsForNamedColumns() {
        Answer answer = post("{'x': [1, 2], 'y': [1, 2], 'encoding': {'missing': 'mean'}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/encoding");
    }

    @Test
    void featuresOfOneNameAreRefused() {
        Answer answer = columns("{'a': ['x', 'y'], 'a=x': [1, 2], 'price': [1, 2]}", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("`a=x`");
    }
}
