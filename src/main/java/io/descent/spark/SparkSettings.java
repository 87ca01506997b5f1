package io.descent.spark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where fits on a cluster run.
 *
 * @param driver the jar of the driver
 * @param home the folder of a Spark, whose {@code jars} are the driver's class path
 * @param master as {@code spark-submit} takes it: {@code spark://host:port}, {@code k8s://…}, {@code yarn}, {@code local[*]}
 * @param conf a file of Spark's properties; null for none
 * @param scratch a folder for the rows on their way to a driver
 * @param patience how long a fit waits for a cluster that is away
 */
public record SparkSettings(
        Jar driver, Path home, String master, @Nullable Path conf, Path scratch, Duration patience) {

    /** A file that this build has made, wherever it is packaged. */
    @FunctionalInterface
    public interface Jar {
        InputStream open() throws IOException;
    }

    private static final String STANDALONE = "spark://";
    private static final int LOOK_MILLIS = 1000;

    public SparkSettings {
        if (!Files.isDirectory(home.resolve("jars"))) {
            throw new IllegalArgumentException("there is no folder of Spark's jars: " + home.resolve("jars"));
        }
        if (conf != null && !Files.isReadable(conf)) {
            throw new IllegalArgumentException("there is no file of properties that can be read: " + conf);
        }
    }

    /** Tells whether a driver can be started: of a standalone cluster, whether a master listens. Others are asked by the driver. */
    boolean isMasterThere() {
        return !master.startsWith(STANDALONE) || masters().stream().anyMatch(SparkSettings::listens);
    }

    private List<String> masters() {
        return Arrays.asList(master.substring(STANDALONE.length()).split(",", -1));
    }

    private static boolean listens(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    LOOK_MILLIS);
            return true;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException away) {
            return false;
        }
    }
}
