package neurosweep.search;

/**
 * The knob by which cells are trained for longer or shorter, each a beginning of the next.
 *
 * @param knob its name
 * @param unit of its values
 * @param full what the job asks for
 * @param multiple budgets below the full one are multiples of this
 */
public record Budget(String knob, String unit, long full, long multiple) {}
