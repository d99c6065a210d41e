/** Data sources. */
package neurosweep.data;
