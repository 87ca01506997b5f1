package io.descent;

import io.descent.access.AuditCheck;
import io.descent.access.AuditStore;
import java.io.PrintStream;
import java.util.Optional;

/** Looks for the first place where the audit is broken. */
final class AuditCommand {

    static final String OPTION = "--verify-audit";

    private AuditCommand() {}

    /** Prints what was found, and returns the exit status: 1 where something is broken. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return Command.run(args, err, context -> {
            AuditCheck check = new AuditCheck(context.getBean(AuditStore.class));
            Optional<String> broken = check.broken();
            out.println(broken.map(what -> "the audit is broken: " + what)
                    .orElseGet(() -> "the audit is whole: " + check.entries() + " entries"));
            return broken.isPresent() ? Command.FAILED : 0;
        });
    }
}
