package io.descent.optimize;

import io.descent.optimize.solve.FoldedRows;
import org.jspecify.annotations.Nullable;

/**
 * What solving a fit has found of its scaled rows and its standard errors need again. A fit that was not solved here has nothing of
 * it: then the same is found anew, to the same bits.
 */
final class KnownRows {

    private volatile @Nullable FoldedRows folded;

    void keep(FoldedRows rows) {
        folded = rows;
    }

    @Nullable
    FoldedRows folded() {
        return folded;
    }
}
