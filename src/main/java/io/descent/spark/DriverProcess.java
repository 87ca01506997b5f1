package io.descent.spark;

import io.descent.spark.protocol.Channel;
import io.descent.spark.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A driver in a process of its own. It does not outlive this process, which holds the other end of its connection. */
final class DriverProcess implements AutoCloseable {

    private static final Duration TO_SAY_SECRET = Duration.ofSeconds(10);

    /** How long a driver that has told its last may take to let its executors go. */
    private static final long TO_LEAVE_SECONDS = 20;

    private final Path folder;
    private final Process process;
    private final DriverLog log;
    private final ServerSocket server;
    private final BlockingQueue<Message.ToService> heard = new LinkedBlockingQueue<>();
    private volatile @Nullable Channel channel;
    private volatile boolean silent;
    private boolean leaves;

    private DriverProcess(Path folder, Process process, DriverLog log, ServerSocket server) {
        this.folder = folder;
        this.process = process;
        this.log = log;
        this.server = server;
    }

    /** Starts a driver for a fit of so many bytes of rows. */
    static DriverProcess start(SparkSettings settings, long rowBytes, String fit) throws IOException {
        Files.createDirectories(settings.scratch());
        Path folder = Files.createTempDirectory(settings.scratch(), "spark-").toAbsolutePath();
        byte[] secret = new byte[Channel.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try {
            Process process = new DriverCommand(settings, folder, rowBytes, fit)
                    .prepared()
                    .redirectErrorStream(true)
                    .start();
            DriverProcess driver = new DriverProcess(folder, process, new DriverLog(fit), server);
            Thread.ofVirtual().start(() -> driver.log.copy(process.inputReader(StandardCharsets.UTF_8)));
            Thread.ofVirtual().start(() -> driver.listen(secret));
            // without a server to connect to it ends, and without it nobody need be waited for
            var _ = process.onExit().thenRun(driver::stopServing);
            driver.tellWhere(Channel.address(server.getLocalPort(), secret));
            return driver;
        } catch (IOException | RuntimeException failed) {
            server.close();
            delete(folder);
            throw failed;
        }
    }

    /** Its arguments would be seen by everybody on the machine. */
    private void tellWhere(String address) {
        try (Writer in = process.outputWriter(StandardCharsets.US_ASCII)) {
            in.write(address + "\n");
        } catch (IOException ended) {
            // which is seen when nothing is heard of it
        }
    }

    private void listen(byte[] secret) {
        try {
            Channel connected = null;
            while (connected == null) {
                connected = Channel.accept(server, secret, TO_SAY_SECRET);
            }
            channel = connected;
            stopServing();
            Message.ToService message = connected.receive(Message.ToService.class);
            while (message != null) {
                heard.add(message);
                message = connected.receive(Message.ToService.class);
            }
        } catch (IOException gone) {
            // it is silent from now on
        } finally {
            silent = true;
        }
    }

    private void stopServing() {
        try {
            server.close();
        } catch (IOException closed) {
            // then nobody is served
        }
    }

    /** Returns the folder of its files, of which none is left when it is closed. */
    Path folder() {
        return folder;
    }

    /** Waits for what it tells next, for so long at most; null where it tells nothing. */
    Message.@Nullable ToService next(long millis) throws InterruptedException {
        return heard.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Tells whether nothing more will be heard of it. */
    boolean isGone() {
        return silent && heard.isEmpty();
    }

    /** Tells it something; one that is gone does not hear it. */
    void tell(Message.ToDriver message) {
        Channel connected = channel;
        if (connected == null) {
            throw new IllegalStateException("the driver has not connected yet");
        }
        try {
            connected.send(message);
        } catch (IOException gone) {
            // which is seen when nothing is heard of it
        }
    }

    /** Returns the last line it printed that told of an error; empty where none did. */
    String lastError() {
        return log.lastError();
    }

    /** It has told its last, and may end on its own. */
    void leaves() {
        leaves = true;
    }

    @Override
    public void close() {
        Thread.ofVirtual().start(this::end);
    }

    private void end() {
        try {
            if (!leaves || !process.waitFor(TO_LEAVE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException impossible) {
            process.destroyForcibly();
        }
        stopServing();
        Channel connected = channel;
        if (connected != null) {
            connected.close();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException deletedMeanwhile) {
            // the driver deletes its files, too
        }
    }
}
