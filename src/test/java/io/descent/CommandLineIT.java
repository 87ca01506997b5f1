package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is asked for on the command line: the first key, made while the service runs, and whether the audit is whole. */
class CommandLineIT {

    /** What a command has printed, and how it has ended. */
    private record Ended(int status, String out, String err) {}

    private static Ended run(String data, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ExtractedJar.command("256m"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DESCENT_DATA_DIR", data);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    @Test
    void aKeyOfAnyTenantIsPrintedOnceWhileTheServiceRuns() throws IOException, InterruptedException {
        String data = "target/test-data/" + UUID.randomUUID();
        try (PackagedService service =
                PackagedService.start(Map.of("DESCENT_AUTH", "keys", "DESCENT_DATA_DIR", data))) {
            Ended made = run(data, "--create-key", "--tenant=acme", "--scopes=read,fit");
            assertThat(made.status()).as(made.err()).isZero();
            assertThat(made.out()).matches("dsc_[0-9A-Za-z]{43}\\R");
            assertThat(made.err()).contains("of the tenant acme with the scopes read, fit");

            ServiceClient caller =
                    new ServiceClient(service.port()).as(made.out().strip());
            assertThat(caller.get("/v1/fits").status()).isEqualTo(200);
            assertThat(caller.get("/v1/keys").status()).isEqualTo(403);
            assertThat(service.log()).noneMatch(line -> line.contains(made.out().strip()));
        }
        assertThat(run(data, "--verify-audit").out()).startsWith("the audit is whole: 1 entries");
        JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + data + "/descent.db"))
                .sql("update audit set status = 200")
                .update();
        Ended broken = run(data, "--verify-audit");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out()).startsWith("the audit is broken: entry 1 was changed");

        Ended refused = run(data, "--create-key", "--scopes=write");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("there is no scope `write`; there are read, fit, predict, admin");
    }
}
