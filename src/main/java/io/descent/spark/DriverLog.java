package io.descent.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** What a driver prints, on its way into the log of the service, with the fit that it is about. */
final class DriverLog {

    private static final System.Logger LOG = System.getLogger(DriverLog.class.getName());

    /** Spark's lines have their level behind the time; others are of the JVM, or the lines of a stack. */
    private static final Pattern LEVEL = Pattern.compile("^\\S+ \\S+ (WARN|ERROR|FATAL) ");

    private static final Pattern THROWN =
            Pattern.compile("^(?:Exception in thread .*|Caused by: .*|[\\w.]+(?:Exception|Error): .*)$");

    private final String fit;
    private volatile String lastError = "";

    DriverLog(String fit) {
        this.fit = fit;
    }

    /** Copies lines until there are no more. */
    void copy(BufferedReader lines) {
        try (lines) {
            lines.lines().forEach(this::line);
        } catch (IOException | UncheckedIOException closed) {
            LOG.log(System.Logger.Level.DEBUG, "the driver of {0} is no longer heard: {1}", fit, closed);
        }
    }

    private void line(String line) {
        boolean told = LEVEL.matcher(line).find();
        boolean thrown = THROWN.matcher(line).matches();
        if (thrown || (told && !line.contains(" WARN "))) {
            lastError = line;
        }
        LOG.log(told || thrown ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "{0} driver: {1}", fit, line);
    }

    /** Returns the last line that told of an error; empty where none did. */
    String lastError() {
        return lastError;
    }
}
