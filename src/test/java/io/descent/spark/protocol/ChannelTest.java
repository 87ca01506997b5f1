package io.descent.spark.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.optimize.course.Control;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final byte[] secret = new byte[Channel.SECRET_BYTES];
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        Arrays.fill(secret, (byte) 7);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private CompletableFuture<Optional<Channel>> accepted() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Optional.ofNullable(Channel.accept(server, secret, PATIENCE));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whatOneSideTellsTheOtherHearsUntilItIsGone() throws IOException {
        CompletableFuture<Optional<Channel>> accepted = accepted();
        Channel driver = Channel.connect(Channel.address(server.getLocalPort(), secret));
        try (Channel service = accepted.join().orElseThrow()) {
            driver.send(new Message.EpochEnded(3));
            driver.send(new Message.Failed("why"));
            service.send(new Message.Heed(Control.Signal.STOP));

            assertThat(service.receive(Message.ToService.class)).isEqualTo(new Message.EpochEnded(3));
            assertThat(service.receive(Message.ToService.class)).isEqualTo(new Message.Failed("why"));
            assertThat(driver.receive(Message.ToDriver.class)).isEqualTo(new Message.Heed(Control.Signal.STOP));
            driver.close();
            assertThat(service.receive(Message.ToService.class)).isNull();
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsNotHeard() throws IOException {
        CompletableFuture<Optional<Channel>> accepted = accepted();
        byte[] guessed = secret.clone();
        guessed[31]++;
        try (Channel _ = Channel.connect(server.getLocalPort(), guessed)) {
            assertThat(accepted.join()).isEmpty();
        }
    }

    @Test
    void aMessageForTheOtherSideIsRefused() throws IOException {
        CompletableFuture<Optional<Channel>> accepted = accepted();
        try (Channel driver = Channel.connect(server.getLocalPort(), secret);
                Channel service = accepted.join().orElseThrow()) {
            driver.send(new Message.Heed(Control.Signal.STOP));

            assertThatThrownBy(() -> service.receive(Message.ToService.class)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherClassesThanThoseOfTheProjectAreNotRead() throws IOException {
        CompletableFuture<Optional<Channel>> accepted = accepted();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.getOutputStream().write(secret);
            try (Channel service = accepted.join().orElseThrow()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
                    objects.writeObject(Objects.requireNonNull(java.sql.Timestamp.valueOf("2026-01-01 00:00:00")));
                }
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(bytes.size());
                bytes.writeTo(out);

                assertThatThrownBy(() -> service.receive(Message.ToService.class))
                        .isInstanceOf(InvalidClassException.class);
            }
        }
    }
}
