package io.descent.web.protocols;

/** Whether something is there, under the names that the protocol has for it. */
final class Health {

    private Health() {}

    /** Of the server: it lives. */
    record Live(boolean live) {}

    /** Of the server or a model: it answers requests. */
    record Ready(boolean ready) {}

    /** Of a model. */
    record ModelReady(String name, boolean ready) {}
}
