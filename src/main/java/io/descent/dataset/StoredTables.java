package io.descent.dataset;

import io.descent.data.Table;
import java.util.Optional;

/** Finds the rows of tables that are stored, by their ids. */
@FunctionalInterface
public interface StoredTables {

    /** There are none. */
    StoredTables NONE = _ -> Optional.empty();

    /** Returns a table; nothing where there is none of this id. */
    Optional<Table> find(String id);
}
