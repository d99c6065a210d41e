package neurosweep.spec;

/**
 * A value that the job gives a knob.
 *
 * @param text as written or computed
 * @param value as the first of the knob's declarations that accepts it reads it
 * @param place where it is written
 */
record Given(String text, Object value, Place place) {}
