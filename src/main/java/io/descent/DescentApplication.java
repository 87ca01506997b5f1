package io.descent;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service, or does what an option of the command line asks for in its place. */
@SpringBootApplication
public class DescentApplication {

    public static void main(String[] args) {
        if (List.of(args).contains(KeyCommand.OPTION)) {
            System.exit(KeyCommand.run(args, System.out, System.err));
        }
        if (List.of(args).contains(AuditCommand.OPTION)) {
            System.exit(AuditCommand.run(args, System.out, System.err));
        }
        SpringApplication.run(DescentApplication.class, args);
    }
}
