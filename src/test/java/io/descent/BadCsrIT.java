package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sparse rows that make no sense are refused, each of their mistakes by its pointer. */
@ServiceTest
class BadCsrIT extends BadInput {

    private static final String DATA = "[1, 2, 3]";
    private static final String INDICES = "[0, 2, 1]";
    private static final String INDPTR = "[0, 2, 3]";
    private static final String SHAPE = "[2, 3]";

    BadCsrIT(@LocalServerPort int port) {
        super(port);
    }

    private Refusal refused(String csr, String beside) {
        return invalid(422, "{\"dataset\": {\"csr\": " + csr + ", " + beside + "}}");
    }

    private Refusal refused(String data, String indices, String indptr, String shape) {
        return refused(
                "{\"data\": " + data + ", \"indices\": " + indices + ", \"indptr\": " + indptr + ", \"shape\": " + shape
                        + "}",
                "\"y\": [1, 2]");
    }

    @Test
    void offsetsOfTheWrongNumberAreRefused() {
        Refusal refusal = refused(DATA, INDICES, "[0, 3]", SHAPE);
        assertThat(refusal.mistakes()).containsExactly("/dataset/csr/indptr length_mismatch");
        assertThat(refusal.details()).containsExactly("must hold one number more than `shape` has rows: 3, not 2");
        assertThat(refused(DATA, INDICES, "[]", SHAPE).mistakes())
                .containsExactly("/dataset/csr/indptr length_mismatch");
    }

    @Test
    void offsetsThatDoNotBeginAtZeroOrFallAreRefused() {
        assertThat(refused(DATA, INDICES, "[1, 0, 3]", SHAPE).mistakes())
                .containsExactly("/dataset/csr/indptr/0 out_of_range", "/dataset/csr/indptr/1 out_of_range");
    }

    @Test
    void offsetsThatEndElsewhereThanTheDataAreRefused() {
        for (String indptr : new String[] {"[0, 2, 2]", "[0, 2, 4]"}) {
            assertThat(refused(DATA, INDICES, indptr, SHAPE).mistakes())
                    .containsExactly("/dataset/csr/indptr/2 length_mismatch");
        }
    }

    @Test
    void indicesOutOfRangeAreRefusedEachByItsPointer() {
        Refusal refusal = refused(DATA, "[0, 3, 4]", INDPTR, SHAPE);
        assertThat(refusal.mistakes())
                .containsExactly("/dataset/csr/indices/1 out_of_range", "/dataset/csr/indices/2 out_of_range");
        assertThat(refusal.details().getFirst()).isEqualTo("must be less than the number of features, 3, not 3");
    }

    @Test
    void indicesThatAreNotWholeAreRefused() {
        Refusal refusal = refused(DATA, "[0.5, -1, \"1\", 1e99, null]", INDPTR, SHAPE);
        assertThat(refusal.mistakes())
                .containsExactly(
                        "/dataset/csr/indices/0 out_of_range",
                        "/dataset/csr/indices/1 out_of_range",
                        "/dataset/csr/indices/2 wrong_type",
                        "/dataset/csr/indices/3 out_of_range",
                        "/dataset/csr/indices/4 wrong_type");
        assertThat(refusal.details().getFirst()).isEqualTo("must be a whole number of at least 0, not 0.5");
    }

    @Test
    void indicesAndDataOfUnequalLengthAreRefused() {
        assertThat(refused(DATA, "[0, 2]", INDPTR, SHAPE).mistakes())
                .containsExactly("/dataset/csr/indices length_mismatch");
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertThat(refused("[1, 1e999, \"3\"]", INDICES, INDPTR, SHAPE).mistakes())
                .containsExactly("/dataset/csr/data/1 not_finite", "/dataset/csr/data/2 wrong_type");
    }

    @Test
    void aSumBeyondADoubleIsRefused() {
        Refusal refusal = refused("[1e308, 1e308, 3]", "[1, 1, 0]", INDPTR, SHAPE);
        assertThat(refusal.mistakes()).containsExactly("/dataset/csr/data not_finite");
        assertThat(refusal.details().getFirst()).startsWith("holds feature 1 of row 0 more than once");
    }

    @Test
    void aShapeThatIsNotTwoPositiveNumbersIsRefused() {
        assertThat(refused(DATA, INDICES, INDPTR, "[2]").mistakes())
                .containsExactly("/dataset/csr/shape length_mismatch");
        assertThat(refused(DATA, INDICES, INDPTR, "[2, 0]").mistakes())
                .containsExactly("/dataset/csr/shape/1 out_of_range");
        assertThat(refused(DATA, INDICES, INDPTR, "[2, 1.5]").mistakes())
                .containsExactly("/dataset/csr/shape/1 out_of_range");
        assertThat(refused(DATA, INDICES, INDPTR, "5").mistakes()).containsExactly("/dataset/csr/shape wrong_type");
    }

    @Test
    void moreFeaturesThanThereIsRoomForAreRefused() {
        Refusal refusal = refused(DATA, INDICES, INDPTR, "[2, 2147483647]");
        assertThat(refusal.mistakes()).containsExactly("/dataset/csr/shape/1 too_large");
        assertThat(refusal.details().getFirst()).contains("DESCENT_MAX_CELLS");
    }

    @Test
    void partsThatAreMissingOrUnknownAreRefused() {
        Refusal refusal = invalid(
                400, "{\"dataset\": {\"csr\": {\"data\": [1], \"indexes\": [0], \"indptr\": null}, \"y\": [1]}}");
        assertThat(refusal.mistakes())
                .containsExactly(
                        "/dataset/csr/indexes unknown_field",
                        "/dataset/csr/indices required",
                        "/dataset/csr/indptr required",
                        "/dataset/csr/shape required");
        assertThat(refusal.details().getFirst()).contains("did you mean `indices`?");
    }

    @Test
    void aPartThatIsGivenTwiceIsRefused() {
        assertThat(refused(
                                "{\"data\": [1], \"data\": [2], \"indices\": [0], \"indptr\": [0, 1], \"shape\": [1, 1]}",
                                "\"y\": [1]")
                        .mistakes())
                .containsExactly("/dataset/csr/data duplicate");
    }

    @Test
    void sparseRowsThatAreNoObjectAreRefused() {
        assertThat(refused("[[1, 2]]", "\"y\": [1]").mistakes()).containsExactly("/dataset/csr wrong_type");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        Refusal refusal = invalid(
                422,
                "{\"epochs\": 0, \"dataset\": {\"csr\": {\"data\": [1, null, 3], \"indices\": [0, 9, 1], "
                        + "\"indptr\": [0, 2, 1], \"shape\": [2, 3]}, \"y\": [1], \"weight\": [1, -1], "
                        + "\"features\": [\"a\"]}}");
        assertThat(refusal.mistakes())
                .containsExactlyInAnyOrder(
                        "/epochs out_of_range",
                        "/dataset/csr/data/1 wrong_type",
                        "/dataset/csr/indices/1 out_of_range",
                        "/dataset/csr/indptr/2 out_of_range",
                        "/dataset/y length_mismatch",
                        "/dataset/weight/1 out_of_range",
                        "/dataset/weight out_of_range",
                        "/dataset/features length_mismatch");
    }

    @Test
    void sparseRowsNeedATarget() {
        assertThat(refused(
                                "{\"data\": [1], \"indices\": [0], \"indptr\": [0, 1], \"shape\": [1, 1]}",
                                "\"weight\": [1]")
                        .mistakes())
                .containsExactly("/dataset/y required");
    }

    @Test
    void sparseRowsBesideDenseOnesAreRefused() {
        assertThat(refused("{\"data\": [1], \"indices\": [0], \"indptr\": [0, 1], \"shape\": [1, 1]}", ROWS)
                        .mistakes())
                .containsExactly("/dataset/x conflict", "/dataset/csr conflict");
    }
}
