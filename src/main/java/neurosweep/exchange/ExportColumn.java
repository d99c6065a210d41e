package neurosweep.exchange;

import java.util.function.Function;
import neurosweep.core.Column;

/**
 * A column of an exported table.
 *
 * @param column name and type
 * @param value from a row of the sweep's own table; null where there is none
 */
record ExportColumn(Column column, Function<Object[], Object> value) {}
