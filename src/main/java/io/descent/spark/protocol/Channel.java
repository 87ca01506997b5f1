package io.descent.spark.protocol;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A connection between service and driver over the loopback interface. Each message is its length in four bytes, then the message
 * serialized; only classes of this project and of the JDK are read. Who connects says a secret first.
 */
public final class Channel implements AutoCloseable {

    /** The length of a secret in bytes. */
    public static final int SECRET_BYTES = 32;

    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter("io.descent.**;java.base/*;!*");

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private Channel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        socket.setTcpNoDelay(true);
    }

    /** Connects to a service of this machine. */
    public static Channel connect(int port, byte[] secret) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            Channel channel = new Channel(socket);
            channel.out.write(secret);
            channel.out.flush();
            return channel;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Takes the next connection, where it knows the secret; null where it does not, or says nothing for so long. */
    public static @Nullable Channel accept(ServerSocket server, byte[] secret, Duration patience) throws IOException {
        Socket socket = server.accept();
        try {
            socket.setSoTimeout((int) patience.toMillis());
            Channel channel = new Channel(socket);
            if (MessageDigest.isEqual(channel.in.readNBytes(SECRET_BYTES), secret)) {
                socket.setSoTimeout(0);
                return channel;
            }
        } catch (IOException unknown) {
            // whoever it was, it is not the driver
        }
        socket.close();
        return null;
    }

    /** Tells the other side; by any thread. */
    public void send(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(message);
        }
        synchronized (out) {
            out.writeInt(bytes.size());
            bytes.writeTo(out);
            out.flush();
        }
    }

    /** Waits for what the other side tells next; null once it is gone. */
    public <M extends Message> @Nullable M receive(Class<M> type) throws IOException {
        byte[] bytes;
        try {
            bytes = new byte[in.readInt()];
            in.readFully(bytes);
        } catch (EOFException | SocketException gone) {
            return null;
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            objects.setObjectInputFilter(OURS);
            return type.cast(objects.readObject());
        } catch (ClassNotFoundException | ClassCastException other) {
            throw new IOException("not a message of this release", other);
        }
    }

    /** Writes where a driver finds its service: a line for its standard input, which nobody else can read. */
    public static String address(int port, byte[] secret) {
        return port + " " + HexFormat.of().formatHex(secret);
    }

    /** Connects to where {@link #address} says. */
    public static Channel connect(String address) throws IOException {
        int space = address.indexOf(' ');
        return connect(
                Integer.parseInt(address.substring(0, space)), HexFormat.of().parseHex(address.substring(space + 1)));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // then it is no longer open
        }
    }
}
