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
 * <p><b>Decisions.</b> One font of known widths for everything: what is measured is what is
 * printed, on machines without fonts too. The PNG is the PDF rendered, so that whoever looks at the
 * PNG has seen the PDF. Text is drawn horizontally; names that do not fit under their bands run
 * upwards and numbers are thinned instead. Legends stand above the panels and never on data. The
 * same figure has the same bytes: no dates, no chance, no compressed object streams. Rejected:
 * XChart and JFreeChart (system fonts, no control of ticks and facets, LGPL), Batik (4 MB for a
 * writer of elements), Graphics2D as the common surface (tips and text get lost in SVG), yellow of
 * the palette (vanishes on paper), kerning (a PDF viewer and a browser would disagree with what was
 * measured).
 */
package neurosweep.figure;
