package io.descent.store;

import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.dataset.TableFiles;
import io.descent.dataset.TableFiles.Stretch;
import io.descent.job.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The files of the tables: those that are kept have the id of theirs as name, others are on their way. */
final class TableDirectory {

    private static final String KEPT = ".parquet";
    private static final String ON_ITS_WAY = ".part";

    private final Path directory;
    private final TableFiles files;

    TableDirectory(Path directory, TableFiles files) throws IOException {
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        this.files = files;
    }

    Path newFile() {
        return directory.resolve(UUID.randomUUID() + ON_ITS_WAY);
    }

    /** Begins the file of a table that is not kept yet. */
    TableFiles.Writer writer(Path part) throws IOException {
        return files.writer(part);
    }

    /** Gives a file the name under which it is kept; it outlives the machine then. */
    void keep(Path part, String id) throws IOException {
        force(part, StandardOpenOption.WRITE);
        Files.move(part, fileOf(id), StandardCopyOption.ATOMIC_MOVE);
        force(directory, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** Reads a table from its file, or from the bytes of one. */
    Table read(String id, byte @Nullable [] contents, @Nullable List<String> columns, Stretch stretch)
            throws IOException {
        if (contents == null) {
            return files.read(fileOf(id), columns, stretch);
        }
        Path part = newFile();
        try {
            Files.write(part, contents);
            return files.read(part, columns, stretch);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Returns a table that is in a file. */
    TableSource open(String id) throws IOException {
        return files.open(fileOf(id));
    }

    void delete(String id) {
        try {
            Files.deleteIfExists(fileOf(id));
        } catch (IOException later) {
            // it is removed as one that no table has
        }
    }

    /** Removes what processes have left that ended on their way, and what no table has, if it was not written to since. */
    void sweep(Instant before, Predicate<String> isKept) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                boolean known = name.endsWith(KEPT) && isKept.test(name.substring(0, name.length() - KEPT.length()));
                if (!known && isOlder(file, before)) {
                    FileSystemUtils.deleteRecursively(file);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells whether nothing was written to a file, or in a directory, since. */
    private static boolean isOlder(Path path, Instant time) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException | UncheckedIOException gone) {
            return false;
        }
    }

    private Path fileOf(String id) {
        return directory.resolve(id + KEPT);
    }

    /** Returns what a failure means for whoever wanted to keep or to read something. */
    static StorageException told(IOException failure) {
        return StorageException.of(failure);
    }
}
