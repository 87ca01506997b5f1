package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The command by which a container engine asks whether the service is well, run as the Dockerfile has it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no bash")
class HealthCheckIT {

    private static final Pattern COMMAND = Pattern.compile("HEALTHCHECK [^\\[]* CMD (\\[.*])\n");

    @Test
    void aServiceIsHealthyFromItsStartToItsEnd() throws IOException, InterruptedException {
        int port;
        try (PackagedService service = PackagedService.start(Map.of())) {
            port = service.port();
            assertThat(check(port)).isZero();
            service.terminate();
            service.exitStatus();
        }
        assertThat(check(port)).isEqualTo(1);
    }

    private static int check(int port) throws IOException, InterruptedException {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("Dockerfile")));
        assertThat(command.find()).isTrue();
        ProcessBuilder builder = new ProcessBuilder(
                JsonMapper.shared().readValue(command.group(1), new TypeReference<List<String>>() {}));
        builder.environment().put("DESCENT_PORT", String.valueOf(port));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
