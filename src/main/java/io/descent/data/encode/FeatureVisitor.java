package io.descent.data.encode;

/** Takes the features of rows, one row after the other, so that nobody needs to hold them. */
public interface FeatureVisitor {

    /** Takes a feature of the row that is under way. Those that are left out are 0; the places rise. */
    void feature(int place, double value);

    /** Hears that the row has ended. */
    void endRow();
}
