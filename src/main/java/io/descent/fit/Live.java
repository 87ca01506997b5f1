package io.descent.fit;

import io.descent.optimize.History;

/**
 * The newest record of a fit that this process runs.
 *
 * @param number of the record, from 1 on
 * @param record a history of this record alone
 */
public record Live(int number, History record) {}
