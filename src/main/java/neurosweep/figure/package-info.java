/**
 * Draws figures. A {@link neurosweep.figure.Figure} says as plain values what is drawn: panels that
 * share scales, each with layers of marks; {@link neurosweep.figure.Plate} lays it out and makes
 * its files: SVG (with a tip on every mark), PDF (font embedded) and PNG. Knows nothing of sweeps.
 * Imports core at most; the only package that knows PDFBox.
 *
 * <p>Layers: {@link neurosweep.figure.Curve}, {@link neurosweep.figure.Ribbon}, {@link
 * neurosweep.figure.Dots}, {@link neurosweep.figure.Means}, {@link neurosweep.figure.HeatMap},
 * {@link neurosweep.figure.Picture}, {@link neurosweep.figure.Events}, {@link
 * neurosweep.figure.Guide}, {@link neurosweep.figure.Crosses}. To add one: a record that implements
 * {@link neurosweep.figure.Layer} with marks of a {@link neurosweep.figure.Surface}.
 *
 * <p>The same figure has the same bytes: no dates, no chance.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0024-figures}.
 */
package neurosweep.figure;
