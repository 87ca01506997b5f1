package io.descent.web.models;

import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import io.descent.predict.Intervals;
import io.descent.predict.PredictionSink;
import io.descent.predict.Scorer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as text, a row a line. They are kept until all rows are read, in a file where they are many: a mistake in the
 * last row is then still told as one. Closing removes the file.
 *
 * <p>Numbers take as long to write as to read, so that rows are written beside the reading of the next ones.
 */
final class WrittenPredictions implements PredictionSink, AutoCloseable {

    private static final int IN_MEMORY = 1 << 18;

    /** So many rows take about as long to write as another thread to wake. */
    private static final int WORTH_A_THREAD = 500;

    private final LinearModel model;
    private final PredictionText form;
    private final Supplier<Path> newFile;
    private final StringBuilder text = new StringBuilder();
    private DeferredFileOutputStream bytes;

    /** The rows that are being written. */
    private CompletableFuture<Void> underway = CompletableFuture.completedFuture(null);

    /**
     * Makes an empty one.
     *
     * @param form not JSON
     * @param newFile names files that are not there yet
     */
    WrittenPredictions(
            PredictionForm form,
            Scorer scorer,
            boolean withProbabilities,
            @Nullable Intervals intervals,
            Supplier<Path> newFile) {
        this.model = scorer.model();
        this.form = PredictionText.of(form, model, withProbabilities, intervals);
        this.newFile = newFile;
        this.bytes = open();
    }

    private DeferredFileOutputStream open() {
        return DeferredFileOutputStream.builder()
                .setThreshold(IN_MEMORY)
                .setOutputFile(newFile.get().toFile())
                .get();
    }

    @Override
    public void begin() throws IOException {
        close();
        bytes = open();
        text.setLength(0);
        text.append(form.head(model));
        write();
    }

    @Override
    public void rows(Predictions some) throws IOException {
        await();
        if (some.rows() < WORTH_A_THREAD) {
            append(some);
            return;
        }
        underway = CompletableFuture.runAsync(() -> {
            try {
                append(some);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private void await() throws IOException {
        try {
            underway.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case UncheckedIOException failure -> throw failure.getCause();
                case RuntimeException other -> throw other;
                case Error other -> throw other;
                case null, default -> throw failed;
            }
        }
    }

    private void append(Predictions some) throws IOException {
        for (int row = 0; row < some.rows(); row++) {
            form.row(some, row, text);
            if (text.length() >= IN_MEMORY / 4) {
                write();
            }
        }
        write();
    }

    private void write() throws IOException {
        bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    /** Ends the rows, and returns how many bytes they are. */
    long end() throws IOException {
        await();
        bytes.close();
        return bytes.getByteCount();
    }

    /** Writes all rows; they have ended. */
    void to(OutputStream out) throws IOException {
        if (bytes.isInMemory()) {
            out.write(bytes.getData());
        } else {
            Files.copy(bytes.getPath(), out);
        }
    }

    @Override
    public void close() throws IOException {
        // what went wrong with the rows has been told, or something else has before it
        underway.exceptionally(_ -> null).join();
        underway = CompletableFuture.completedFuture(null);
        bytes.close();
        if (!bytes.isInMemory()) {
            Files.deleteIfExists(bytes.getPath());
        }
    }
}
