package io.descent.fit;

import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;

/**
 * The newest record of a fit that this process runs.
 *
 * @param number of the record, from 1 on
 * @param columns what it holds
 */
public record Live(int number, Columns columns, EpochRecord record) {}
