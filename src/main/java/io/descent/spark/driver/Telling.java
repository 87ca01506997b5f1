package io.descent.spark.driver;

import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.TrainingListener;
import io.descent.spark.protocol.Channel;
import io.descent.spark.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells the service how the fit goes. */
record Telling(Channel service, Steering steering) implements TrainingListener {

    @Override
    public void recorded(EpochRecord record) {
        tell(new Message.Recorded(record));
    }

    @Override
    public void epochEnded(int epoch) {
        tell(new Message.EpochEnded(epoch));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint, History since) {
        // before it is told: the answer may be the wish for another
        steering.saved();
        tell(new Message.Saved(checkpoint, since));
    }

    private void tell(Message message) {
        try {
            service.send(message);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
