package io.descent.dataset;

import io.descent.data.TableSource;
import java.util.Optional;

/** Finds tables that are stored, by their ids. */
@FunctionalInterface
public interface StoredTables {

    /** There are none. */
    StoredTables NONE = _ -> Optional.empty();

    /** Returns a table; nothing where there is none of this id. */
    Optional<TableSource> find(String id);
}
