/**
 * Random numbers: the streams of a cell by purpose, and generators that repeat published programs.
 * To add one: implement {@link neurosweep.math.random.Generator} and add its name to {@code
 * META-INF/services/neurosweep.math.random.Generator}. May import core.
 */
package neurosweep.math.random;
