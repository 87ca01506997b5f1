package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryLockTest {

    @TempDir
    private Path directory;

    /** Joins those on a directory, says whether it was alone, and stays until it is killed. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws Exception {
            AtomicBoolean alone = new AtomicBoolean();
            try (DirectoryLock _ = DirectoryLock.join(Path.of(args[0]), () -> alone.set(true))) {
                System.out.println(alone.get() ? "alone" : "with others");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private boolean isAlone() throws IOException {
        AtomicBoolean alone = new AtomicBoolean();
        DirectoryLock.join(directory, () -> alone.set(true)).close();
        return alone.get();
    }

    @Test
    void nobodyIsAloneWhileAnotherProcessLives() throws Exception {
        assertThat(isAlone()).isTrue();
        Process first = other();
        Process second = null;
        try {
            assertThat(first.inputReader().readLine()).isEqualTo("alone");
            assertThat(isAlone()).isFalse();
            second = other();
            assertThat(second.inputReader().readLine()).isEqualTo("with others");

            kill(first);
            assertThat(isAlone()).isFalse();

            kill(second);
            assertThat(isAlone()).isTrue();
        } finally {
            first.destroyForcibly();
            if (second != null) {
                second.destroyForcibly();
            }
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void aProcessThatLeavesIsForgotten() throws IOException {
        DirectoryLock.join(directory, () -> {}).close();

        assertThat(isAlone()).isTrue();
    }

    @Test
    void aSecondLockOfTheSameProcessIsNotAlone() throws IOException {
        try (DirectoryLock _ = DirectoryLock.join(directory, () -> {})) {
            assertThat(isAlone()).isFalse();
        }
    }
}
