package io.descent.store;

import javax.sql.DataSource;

/** SQLite leaves what it commits in its log, which is flushed after the commit, so that no other writer waits for that. */
record SqliteWrites(DataSource connections, WriteAheadLog log) implements Writes {

    @Override
    public void committed(Durability needed) {
        switch (needed) {
            case PROCESS -> log.flushSoon();
            case MACHINE -> log.flush();
        }
    }

    @Override
    public boolean failing() {
        return log.failing();
    }
}
