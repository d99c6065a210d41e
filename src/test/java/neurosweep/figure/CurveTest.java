package neurosweep.figure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  /** A record before training is at 0, which has no place on a logarithmic scale. */
  @Test
  void zeroOnALogarithmicScaleIsLeftOut() {
    double[] x = {0, 1, 10, 100};
    double[] y = {1, 0.5, 0.2, 0.1};
    Curve.Band band = new Curve.Band(y, new double[] {2, 1, 0.5, 0.2});
    Curve curve =
        new Curve(
            x, y, band, new Look(Ink.BLACK, Marker.CIRCLE, List.of()), Curve.Weight.BROKEN, "");
    Scale scale = LogScale.around(0.1, 100, List.of());
    try (PdfSurface surface = new PdfSurface(100, 100)) {
      curve.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
      assertTrue(surface.document("", "").length > 0);
    }
    SvgSurface surface = new SvgSurface("");
    curve.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
    String svg = surface.document(100, 100, "", "");
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
  }
}
