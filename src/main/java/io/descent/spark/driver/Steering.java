package io.descent.spark.driver;

import io.descent.optimize.course.Control;
import io.descent.spark.protocol.Channel;
import io.descent.spark.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Hears what the service wants; ends this process where the service is gone. */
final class Steering implements Control {

    private static final int WITHOUT_SERVICE = 3;

    private final CompletableFuture<Message.Begin> begin = new CompletableFuture<>();
    private final AtomicReference<Signal> signal = new AtomicReference<>(Signal.GO_ON);

    private Steering() {}

    /**
     * Listens to a service on a thread of its own.
     *
     * @param folder of this process's files, which nobody else would delete
     */
    static Steering by(Channel service, Path folder) {
        Steering steering = new Steering();
        Thread.ofPlatform().daemon().name("service").start(() -> steering.listen(service, folder));
        return steering;
    }

    private void listen(Channel service, Path folder) {
        try {
            Message.ToDriver message = service.receive(Message.ToDriver.class);
            while (message != null) {
                switch (message) {
                    case Message.Begin told -> begin.complete(told);
                    case Message.Heed(Signal wanted) -> signal.set(wanted);
                }
                message = service.receive(Message.ToDriver.class);
            }
        } catch (IOException broken) {
            // as good as gone
        }
        delete(folder);
        Runtime.getRuntime().halt(WITHOUT_SERVICE);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            System.err.println("WARN files are left in " + folder + ": " + left);
        }
    }

    /** Waits for the fit. */
    Message.Begin begin() throws InterruptedException {
        try {
            return begin.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A checkpoint was made; what the service wants beside one still counts. */
    void saved() {
        signal.compareAndSet(Signal.CHECKPOINT, Signal.GO_ON);
    }

    @Override
    public Signal signal() {
        return signal.get();
    }
}
