package io.descent.predict;

import io.descent.model.Predictions;
import java.io.IOException;

/** Takes predictions in the order of their rows. */
public interface PredictionSink {

    /** Begins. What was taken before is forgotten: the rows are read once more. */
    void begin() throws IOException;

    /** Takes the predictions of the next rows. */
    void rows(Predictions some) throws IOException;
}
