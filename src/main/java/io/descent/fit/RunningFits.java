package io.descent.fit;

import io.descent.optimize.Control;
import io.descent.optimize.TrainingListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fits that this process runs just now: how far they are, and the way to end them. */
final class RunningFits {

    /** One of them. */
    static final class Handle implements TrainingListener, Control {

        private volatile int epoch;
        private volatile boolean cancelled;

        @Override
        public void epochEnded(int ended) {
            epoch = ended;
        }

        @Override
        public Signal signal() {
            return cancelled ? Signal.CANCEL : Signal.GO_ON;
        }
    }

    private final Map<String, Handle> handles = new ConcurrentHashMap<>();
    private volatile boolean draining;

    Handle begin(String id) {
        Handle handle = new Handle();
        handles.put(id, handle);
        handle.cancelled = draining;
        return handle;
    }

    void end(String id) {
        handles.remove(id);
    }

    int epoch(String id) {
        Handle handle = handles.get(id);
        return handle == null ? 0 : handle.epoch;
    }

    void resume() {
        draining = false;
    }

    void cancelAll() {
        draining = true;
        handles.values().forEach(handle -> handle.cancelled = true);
    }
}
