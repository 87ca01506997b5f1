package io.descent.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks for the first place where the chain of a store is broken. */
public final class AuditCheck {

    private static final int AT_ONCE = 1000;

    private final AuditStore store;
    private long last;
    private byte[] hash = AuditEntry.beginning();

    public AuditCheck(AuditStore store) {
        this.store = store;
    }

    /** Says what is wrong; nothing where the chain is whole. */
    public Optional<String> broken() {
        // before the entries are read, so that those which are added meanwhile are too many at most
        AuditStore.Head head = store.head();
        while (true) {
            List<AuditEntry> entries = store.after(last, AT_ONCE);
            for (AuditEntry entry : entries) {
                if (!entry.isWhole()) {
                    return Optional.of("entry " + entry.number() + " was changed");
                }
                if (!entry.follows(last, hash)) {
                    return Optional.of("entry " + entry.number() + " does not follow entry " + last
                            + ": entries were taken away or added");
                }
                if (entry.number() == head.number() && !Arrays.equals(entry.hash(), head.hash())) {
                    return Optional.of("entry " + entry.number() + " is another than was added");
                }
                last = entry.number();
                hash = entry.hash();
            }
            if (entries.size() < AT_ONCE) {
                return last < head.number()
                        ? Optional.of("entries " + (last + 1) + " to " + head.number() + " were taken away")
                        : Optional.empty();
            }
        }
    }

    /** Returns how many entries were found whole. */
    public long entries() {
        return last;
    }
}
