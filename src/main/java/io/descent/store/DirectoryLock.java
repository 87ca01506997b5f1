package io.descent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Tells a process whether it is the only one on a directory. The lock is the operating system's, which takes it back from
 * a process that was killed; it keeps nobody out.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "descent.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Joins those on a directory until the lock is closed.
     *
     * @param whenAlone is run if there is nobody else, and before anybody else can join
     */
    public static DirectoryLock join(Path directory, Runnable whenAlone) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            try (FileLock alone = exclusive(channel)) {
                if (alone != null) {
                    whenAlone.run();
                }
            }
            joinOthers(channel);
        } catch (IOException | RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
        return new DirectoryLock(channel);
    }

    private static @Nullable FileLock exclusive(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private static void joinOthers(FileChannel channel) throws IOException {
        try {
            var _ = channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException inThisProcess) {
            // a lock is held by the whole process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
