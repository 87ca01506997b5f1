package io.descent.web.protocols;

/** Whether the service takes requests. */
@FunctionalInterface
interface Readiness {
    boolean ready();
}
