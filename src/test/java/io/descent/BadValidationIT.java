package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Validation that makes no sense is refused by its pointer, with what to do. */
@ServiceTest
class BadValidationIT extends BadInput {

    BadValidationIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void theLossOfNoRowsCannotBeWatched() {
        Refusal refusal = refused("'stopping': {'monitor': 'val_loss'}");
        assertThat(refusal.mistakes()).containsExactly("/stopping/monitor conflict");
        assertThat(refusal.details().getFirst()).contains("`validation`").contains("objective");
    }

    @Test
    void fractionsThatMakeNoSenseAreRefused() {
        assertThat(refused("'validation': {'fraction': 0}").mistakes())
                .containsExactly("/validation/fraction out_of_range");
        assertThat(refused("'validation': {'fraction': 1}").mistakes())
                .containsExactly("/validation/fraction out_of_range");
        assertThat(refused("'validation': {'fraction': 'half'}").mistakes())
                .containsExactly("/validation/fraction wrong_type");
        Refusal none = refused("'validation': {'fraction': 0.1}");
        assertThat(none.mistakes()).containsExactly("/validation/fraction out_of_range");
        assertThat(none.details()).containsExactly("leaves no row to validate with: the dataset has 3 rows");
        Refusal all = refused("'validation': {'fraction': 0.9}");
        assertThat(all.mistakes()).containsExactly("/validation/fraction out_of_range");
        assertThat(all.details()).containsExactly("leaves no row to train on: the dataset has 3 rows");
    }

    @Test
    void oneSourceOfRowsIsNeeded() {
        assertThat(refused("'validation': {}").mistakes()).containsExactly("/validation wrong_type");
        assertThat(refused("'validation': 0.2").mistakes()).containsExactly("/validation wrong_type");
        assertThat(refused("'validation': {'fraction': 0.4, 'dataset': {'x': [1], 'y': [1]}}")
                        .mistakes())
                .containsExactly("/validation conflict");
        assertThat(refused("'validation': {'dataset': 5}").mistakes())
                .containsExactly("/validation/dataset wrong_type");
        assertThat(refused("'validation': {'dataset': {}}").mistakes()).containsExactly("/validation/dataset required");
        assertThat(refused("'validation': {'fraction': 0.4, 'fraction': 0.4}").mistakes())
                .containsExactly("/validation/fraction duplicate");
    }

    @Test
    void nullIsTheSameAsNotGiven() {
        assertThat(service.fit(("{'validation': null, " + ROWS + "}").replace('\'', '"'))
                        .json()
                        .at("/dataset/validation_rows")
                        .asInt())
                .isZero();
        assertThat(service.fit(("{'validation': {'fraction': 0.4, 'dataset': null}, " + ROWS + "}").replace('\'', '"'))
                        .json()
                        .at("/dataset/validation_rows")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aBadNumberIsNamedByItsPointer() {
        assertThat(refused("'validation': {'dataset': {'x': [[1], [null]], 'y': [1, 2]}}")
                        .mistakes())
                .containsExactly("/validation/dataset/x/1/0 wrong_type");
        assertThat(refused("'validation': {'dataset': {'x': [[1], [2, 3]], 'y': [1, 1e999]}}")
                        .mistakes())
                .containsExactly("/validation/dataset/x/1 ragged", "/validation/dataset/y/1 not_finite");
        assertThat(refused("'validation': {'dataset': {'x': [1, 2], 'y': [1]}}").mistakes())
                .containsExactly("/validation/dataset/y length_mismatch");
        assertThat(refused("'validation': {'dataset': {'x': [1, 2]}}").mistakes())
                .containsExactly("/validation/dataset/y required");
        assertThat(refused("'validation': {'dataset': {'generator': {'type': 'line', 'n': 0}}}")
                        .mistakes())
                .containsExactly("/validation/dataset/generator/n out_of_range");
    }

    @Test
    void fieldsThatAreNotKnownAreRefusedWithTheirPlace() {
        Refusal refusal = invalid(
                400,
                ("{" + ROWS + ",\n 'validation': {'fractoin': 0.2,\n  'dataset': {'weights': [1]}}}")
                        .replace('\'', '"'));
        assertThat(refusal.mistakes())
                .contains("/validation/dataset/weights unknown_field", "/validation/fractoin unknown_field");
        assertThat(refusal.places()).contains("3:15", "2:17");
    }

    @Test
    void featuresMustBeThoseOfTheTrainingRows() {
        assertThat(refused("'validation': {'dataset': {'x': [[1, 2]], 'y': [1]}}")
                        .mistakes())
                .containsExactly("/validation/dataset/x length_mismatch");
        assertThat(refused("'validation': {'dataset': {'x': [[1]], 'y': [1], 'features': ['size']}}")
                        .mistakes())
                .containsExactly("/validation/dataset/features unknown_value");
        Refusal columns = refused("'validation': {'dataset': {'columns': {'x00': [1], 'y': [1]}, 'target': 'y'}}");
        assertThat(columns.mistakes())
                .containsExactly(
                        "/validation/dataset/columns/x00 unknown_value", "/validation/dataset/columns/x0 required");
        assertThat(columns.details().getFirst()).contains("did you mean `x0`?");
    }

    @Test
    void aClassThatTrainingDoesNotKnowIsNamedByItsRow() {
        Refusal refusal = invalid(
                422,
                ("{'model': 'logistic', 'x': [1, 2], 'y': ['a', 'b'], "
                                + "'validation': {'dataset': {'x': [1, 2], 'y': ['b', 'c']}}}")
                        .replace('\'', '"'));
        assertThat(refusal.mistakes()).containsExactly("/validation/dataset/y/1 classes");
        assertThat(refusal.details().getFirst()).contains("c");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(refused("'epochs': 0, 'validation': {'dataset': {'x': [[1, 2]], 'y': [1]}}, "
                                + "'optimizer': {'type': 'sgd', 'learning_rate': -1}")
                        .mistakes())
                .contains(
                        "/epochs out_of_range",
                        "/optimizer/learning_rate out_of_range",
                        "/validation/dataset/x length_mismatch");
    }

    @Test
    void aGeneratorOfTooManyRowsIsRefused() {
        assertThat(refused("'validation': {'dataset': {'generator': {'type': 'line', 'n': 2000000000}}}")
                        .mistakes())
                .containsExactly("/validation/dataset/generator too_large");
    }

    private Refusal refused(String settings) {
        return invalidSetting(422, settings.replace('\'', '"'));
    }
}
