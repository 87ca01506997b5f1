package io.descent.store;

import io.descent.access.Tenant;

/**
 * Conditions by which rows are of a tenant. The name stands in the statement, as a database finds an index over some of the
 * rows only where it sees that it asks for those: rows of the default tenant, most of them in most installations, are in no
 * index by tenant.
 */
final class Owned {

    private static final String BY_DEFAULT = "tenant = '" + Tenant.DEFAULT.name() + "'";
    private static final String BY_OTHERS = "tenant <> '" + Tenant.DEFAULT.name() + "' and tenant = ";

    private Owned() {}

    /** Returns the condition; the names of tenants hold nothing that could end a text of SQL. */
    static String by(Tenant tenant) {
        return tenant.equals(Tenant.DEFAULT) ? BY_DEFAULT : BY_OTHERS + "'" + tenant.name() + "'";
    }
}
