package neurosweep.store.parquet;

/**
 * A list of numbers in a cell; null elements are NaN.
 *
 * @param numbers those of a nested list after one another
 * @param rows lists within a nested list, 1 of a plain list, 0 if those within are not equally long
 */
public record NumberList(double[] numbers, int rows) {}
