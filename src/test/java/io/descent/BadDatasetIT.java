package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Datasets that make no sense are refused, each of their mistakes by its pointer. */
@ServiceTest
class BadDatasetIT extends BadInput {

    BadDatasetIT(@LocalServerPort int port) {
        super(port);
    }

    private Refusal refused(String body) {
        return invalid(422, body);
    }

    @Test
    void noDatasetIsRefused() {
        Refusal refusal = refused("{}");
        assertThat(refusal.mistakes()).containsExactly("/dataset required");
        assertThat(refusal.details())
                .containsExactly("is missing; give one of `x`, `columns`, `records`, `csr`, `generator`, `id`");
    }

    @Test
    void anEmptyDatasetIsRefused() {
        assertThat(refused("{\"dataset\": {}}").mistakes()).containsExactly("/dataset required");
    }

    @Test
    void aDatasetThatIsNoObjectIsRefusedOnce() {
        for (String dataset : new String[] {"[[1, 2]]", "\"ds_1\"", "3"}) {
            assertThat(refused("{\"dataset\": " + dataset + "}").mistakes())
                    .as(dataset)
                    .containsExactly("/dataset wrong_type");
        }
    }

    @Test
    void twoFormsAreRefusedBothByTheirPointers() {
        Refusal refusal = refused("{\"dataset\": {\"x\": [1], \"y\": [1], \"generator\": \"line\"}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/x conflict", "/dataset/generator conflict");
        assertThat(refusal.details().getFirst())
                .isEqualTo("must be the only form of the dataset; given are `x` and `generator`");
    }

    @Test
    void twoFormsAreRefusedWhenOneStandsAtTheTopLevel() {
        assertThat(refused("{\"dataset\": {\"columns\": {\"a\": [1], \"b\": [1]}, \"target\": \"b\"}, " + ROWS + "}")
                        .mistakes())
                .containsExactly("/x conflict", "/dataset/columns conflict");
    }

    @Test
    void aFieldOfAnotherFormIsRefused() {
        Refusal refusal = refused("{\"dataset\": {\"x\": [1], \"y\": [1], \"target\": \"a\"}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/target conflict");
        assertThat(refusal.details()).containsExactly("does not go with `x`, which takes x, y, weight, features");
    }

    @Test
    void raggedRowsAreEachNamed() {
        Refusal refusal = refused("{\"x\": [[1, 2], [3], [4, 5], [6, 7, 8]], \"y\": [1, 2, 3, 4]}");
        assertThat(refusal.mistakes()).containsExactly("/x/1 ragged", "/x/3 ragged");
        assertThat(refusal.details().getFirst()).isEqualTo("must hold as many features as the first row: 2, not 1");
    }

    @Test
    void raggedRowsOfTheDatasetAreNamedWithItsPointer() {
        assertThat(refused("{\"dataset\": {\"x\": [[1, 2], [3]], \"y\": [1, 2]}}")
                        .mistakes())
                .containsExactly("/dataset/x/1 ragged");
    }

    @Test
    void aNumberAmongRowsIsRefused() {
        assertThat(refused("{\"x\": [[1, 2], 3], \"y\": [1, 2]}").mistakes()).containsExactly("/x/1 wrong_type");
    }

    @Test
    void aRowAmongNumbersIsRefused() {
        assertThat(refused("{\"x\": [1, [2]], \"y\": [1, 2]}").mistakes()).containsExactly("/x/1 wrong_type");
    }

    @Test
    void whatIsNoFiniteNumberInARowIsNamedByRowAndColumn() {
        Refusal refusal = refused("{\"dataset\": {\"x\": [[1, \"a\"], [null, 2], [1e999, true], [[1], {\"a\": 2}], "
                + "[-1e999, 1]], \"y\": [1, 2, 3, 4, 5]}}");
        assertThat(refusal.mistakes())
                .containsExactly(
                        "/dataset/x/0/1 wrong_type",
                        "/dataset/x/1/0 wrong_type",
                        "/dataset/x/2/0 not_finite",
                        "/dataset/x/2/1 wrong_type",
                        "/dataset/x/3/0 wrong_type",
                        "/dataset/x/3/1 wrong_type",
                        "/dataset/x/4/0 not_finite");
        assertThat(refusal.details())
                .startsWith(
                        "must be a finite number, not a text",
                        "must be a finite number, not null",
                        "must be a finite number, not one beyond the range of a double",
                        "must be a finite number, not a boolean",
                        "must be a finite number, not a list",
                        "must be a finite number, not an object");
    }

    @Test
    void whatIsNoFiniteNumberInAFlatListIsNamedByItsIndex() {
        assertThat(refused("{\"x\": [\"a\", null, 1e999, true, {}], \"y\": [1, 2, 3, 4, 5]}")
                        .mistakes())
                .containsExactly(
                        "/x/0 wrong_type", "/x/1 wrong_type", "/x/2 not_finite", "/x/3 wrong_type", "/x/4 wrong_type");
    }

    @Test
    void xThatIsNoListIsRefused() {
        for (String x : new String[] {"3", "\"a\"", "{\"a\": [1]}"}) {
            assertThat(refused("{\"x\": " + x + ", \"y\": [1]}").mistakes())
                    .as(x)
                    .containsExactly("/x wrong_type");
        }
    }

    @Test
    void yThatIsNoListIsRefused() {
        for (String y : new String[] {"3", "\"a\"", "{\"a\": [1]}"}) {
            assertThat(refused("{\"x\": [1], \"y\": " + y + "}").mistakes())
                    .as(y)
                    .containsExactly("/y wrong_type");
        }
    }

    @Test
    void lengthsThatDifferAreRefused() {
        Refusal refusal = refused("{\"x\": [1, 2, 3], \"y\": [1, 2]}");
        assertThat(refusal.mistakes()).containsExactly("/y length_mismatch");
        assertThat(refusal.details()).containsExactly("must hold as many values as `x` has rows: 3, not 2");
        assertThat(refusal.places()).containsExactly("1:18");
    }

    @Test
    void noRowsAreRefused() {
        Refusal refusal = refused("{\"x\": [], \"y\": []}");
        assertThat(refusal.mistakes()).containsExactly("/x empty");
        assertThat(refusal.details()).containsExactly("must hold at least one row");
    }

    @Test
    void rowsWithoutFeaturesAreRefused() {
        Refusal refusal = refused("{\"x\": [[], []], \"y\": [1, 2]}");
        assertThat(refusal.mistakes()).containsExactly("/x empty");
        assertThat(refusal.details()).containsExactly("must hold at least one feature in each row");
    }

    @Test
    void aMissingTargetIsRefused() {
        assertThat(refused("{\"x\": [1, 2]}").mistakes()).containsExactly("/y required");
        assertThat(refused("{\"dataset\": {\"x\": [1, 2]}}").mistakes()).containsExactly("/dataset/y required");
    }

    @Test
    void missingFeaturesAreRefused() {
        assertThat(refused("{\"y\": [1, 2]}").mistakes()).containsExactly("/x required");
        assertThat(refused("{\"dataset\": {\"y\": [1, 2]}}").mistakes()).containsExactly("/dataset/x required");
    }

    @Test
    void aSingleClassIsRefused() {
        Refusal refusal = refused("{\"model\": \"logistic\", \"x\": [1, 2], \"y\": [\"a\", \"a\"]}");
        assertThat(refusal.mistakes()).containsExactly("/y classes");
        assertThat(refusal.details()).containsExactly("must hold two classes for the model \"logistic\", not 1: a");
    }

    @Test
    void threeClassesForLogisticAreRefused() {
        Refusal refusal = refused("{\"model\": \"logistic\", \"x\": [1, 2, 3], \"y\": [\"a\", \"b\", \"c\"]}");
        assertThat(refusal.mistakes()).containsExactly("/y classes");
        assertThat(refusal.details())
                .containsExactly(
                        "must hold two classes for the model \"logistic\", not 3: a, b, c; for more than two choose "
                                + "\"softmax\"");
    }

    @Test
    void threeCloudsForLogisticAreRefused() {
        assertThat(refused(
                                "{\"model\": \"logistic\", \"dataset\": {\"generator\": {\"type\": \"blobs\", \"centers\": 3}}}")
                        .mistakes())
                .containsExactly("/dataset/generator classes");
    }

    @Test
    void manyClassesAreNotAllListed() {
        assertThat(refused("{\"model\": \"logistic\", \"x\": [1, 2, 3, 4, 5, 6, 7], "
                                + "\"y\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]}")
                        .details()
                        .getFirst())
                .contains("not 7: a, b, c, d, e, …; ");
    }

    @Test
    void mixedKindsInTheTargetAreEachRefused() {
        assertThat(refused("{\"model\": \"logistic\", \"x\": [1, 2, 3, 4], \"y\": [\"a\", 1, true, null]}")
                        .mistakes())
                .containsExactly("/y/1 wrong_type", "/y/2 wrong_type", "/y/3 wrong_type");
        assertThat(refused("{\"model\": \"logistic\", \"x\": [1, 2, 3, 4], \"y\": [1, \"a\", true, 0]}")
                        .mistakes())
                .containsExactly("/y/1 wrong_type", "/y/2 wrong_type");
        assertThat(refused("{\"model\": \"logistic\", \"x\": [1, 2, 3, 4], \"y\": [true, 1, \"a\", false]}")
                        .mistakes())
                .containsExactly("/y/1 wrong_type", "/y/2 wrong_type");
    }

    @Test
    void textsForLinearAreRefusedWithTheModelForThem() {
        Refusal refusal = refused("{\"x\": [1, 2], \"y\": [\"a\", \"b\"]}");
        assertThat(refusal.mistakes()).containsExactly("/y wrong_type");
        assertThat(refusal.details())
                .containsExactly(
                        "must be numbers for the model \"linear\"; for two classes choose \"logistic\", for more "
                                + "\"softmax\"");
    }

    @Test
    void aTargetThatIsNotFiniteIsRefused() {
        assertThat(refused("{\"x\": [1, 2, 3], \"y\": [1, 1e999, null]}").mistakes())
                .containsExactly("/y/1 not_finite", "/y/2 wrong_type");
    }

    @Test
    void weightsThatAreAllZeroAreRefused() {
        Refusal refusal = invalidSetting(422, "\"weight\": [0, 0, 0]");
        assertThat(refusal.mistakes()).containsExactly("/weight out_of_range");
        assertThat(refusal.details()).containsExactly("must not all be 0");
    }

    @Test
    void aNegativeWeightIsRefused() {
        Refusal refusal = invalidSetting(422, "\"weight\": [1, -1, 2]");
        assertThat(refusal.mistakes()).containsExactly("/weight/1 out_of_range");
        assertThat(refusal.details()).containsExactly("must be at least 0, not -1.0");
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() {
        assertThat(invalidSetting(422, "\"weight\": [1, \"a\", null]").mistakes())
                .containsExactly("/weight/1 wrong_type", "/weight/2 wrong_type");
    }

    @Test
    void weightsForOtherRowsAreRefused() {
        assertThat(invalidSetting(422, "\"weight\": [1]").mistakes()).containsExactly("/weight length_mismatch");
    }

    @Test
    void weightsWithoutAFiniteSumAreRefused() {
        assertThat(invalidSetting(422, "\"weight\": [1e308, 1e308, 1]").mistakes())
                .containsExactly("/weight out_of_range");
    }

    @Test
    void featureNamesMustFitTheRows() {
        assertThat(invalidSetting(422, "\"features\": [\"a\", \"b\"]").mistakes())
                .containsExactly("/features length_mismatch");
        assertThat(invalidSetting(422, "\"features\": [\" \"]").mistakes()).containsExactly("/features/0 empty");
        assertThat(invalidSetting(422, "\"features\": [1]").mistakes()).containsExactly("/features/0 wrong_type");
        assertThat(refused("{\"x\": [[1, 2]], \"y\": [1], \"features\": [\"a\", \"a\"]}")
                        .mistakes())
                .containsExactly("/features/1 duplicate");
    }
}
