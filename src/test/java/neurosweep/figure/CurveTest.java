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
    Look look = new Look(Ink.BLACK, Marker.CIRCLE, List.of());
    Layer ribbon = new Ribbon(x, y, new double[] {2, 1, 0.5, 0.2}, look);
    Layer curve = new Curve(x, y, look, Curve.Weight.BROKEN, "");
    Scale scale = LogScale.around(0.1, 100, List.of());
    try (PdfSurface surface = new PdfSurface(100, 100)) {
      ribbon.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
      curve.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
      assertTrue(surface.document("", "").length > 0);
    }
    SvgSurface surface = new SvgSurface("");
    ribbon.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
    curve.draw(new Frame(surface, new Box(0, 0, 100, 100), scale, scale));
    String svg = surface.document(100, 100, "", "");
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
  }
}
