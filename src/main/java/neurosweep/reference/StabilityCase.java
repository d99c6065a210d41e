package neurosweep.reference;

import neurosweep.learn.Feedback;
import neurosweep.learn.StabilityOptimisation;
import neurosweep.math.Angle;
import neurosweep.math.stability.InversionStability;

/** Cases of stability and of angles, which are float64 on every backend. */
final class StabilityCase {
  private StabilityCase() {}

  private static StabilityOptimisation.Result run(ShapedFields inputs, int most, int least) {
    double[][] w = inputs.matrix("W");
    double[][] b = inputs.matrix("B", w[0].length, w.length);
    return new StabilityOptimisation(
            StabilityOptimisation.Method.PLAIN, inputs.number("lr"), most, least, 1)
        .run(w, b, inputs.number("alpha"));
  }

  static void steps(ShapedFields inputs, CaseResults held) {
    double[] abscissa = new double[held.expect().vector("abscissa").length];
    for (int k = 0; k < abscissa.length; k++) {
      abscissa[k] = run(inputs, k, k).after();
    }
    held.vector("abscissa", abscissa);
    held.matrix("B_after_1", run(inputs, 1, 1).feedback());
    held.matrix("B_after_10", run(inputs, 10, 10).feedback());
  }

  private static StabilityOptimisation.Result whole(ShapedFields inputs) {
    return run(inputs, inputs.turns("maxiters", 200), inputs.turns("miniters", 10));
  }

  static void whole(ShapedFields inputs, CaseResults held) {
    StabilityOptimisation.Result result = whole(inputs);
    held.property("returned_none", held.expect().flag("returned_none") != result.stable());
    held.property("iterations", held.expect().number("iterations") == result.iterations());
    held.matrix("B_final", result.feedback());
    held.number("abscissa_init", result.before());
    held.number("abscissa_final", result.after());
  }

  /** The iterations are chaotic: only what they come to is compared. */
  static void outcome(ShapedFields inputs, CaseResults held) {
    StabilityOptimisation.Result result = whole(inputs);
    ShapedFields expect = held.expect();
    held.property("returned_none", expect.flag("returned_none") != result.stable());
    held.number("abscissa_init", result.before());
    if (expect.has("abscissa_final_at_most")) {
      double most = expect.number("abscissa_final_at_most");
      held.property("abscissa_final_at_most", result.after() <= most + held.slack());
    }
    if (expect.has("abscissa_lower_bound")) {
      double least = expect.number("abscissa_lower_bound");
      held.property("abscissa_lower_bound", result.after() >= least - held.slack());
    }
    if (expect.has("iterations_at_least")) {
      double least = expect.number("iterations_at_least");
      held.property("iterations_at_least", result.iterations() >= least);
    }
  }

  /** Through the small matrix and through the whole one. */
  static void abscissa(ShapedFields inputs, CaseResults held) {
    double[][] w = inputs.matrix("W");
    double[][] b = inputs.matrix("B", w[0].length, w.length);
    double alpha = inputs.number("alpha");
    held.number("abscissa", InversionStability.of(w, b, alpha).abscissa());
    double[][] whole = InversionStability.system(w, b, alpha);
    held.number("abscissa", InversionStability.abscissa(whole));
  }

  /** The program measures to the transpose. */
  static void matrixAngle(ShapedFields inputs, CaseResults held) {
    double[][] a = inputs.matrix("A");
    double[][] b = inputs.matrix("B", a[0].length, a.length);
    held.degrees("degrees", Angle.degrees(a, Feedback.transposed(1, b)));
  }

  static void vectorAngle(ShapedFields inputs, CaseResults held) {
    double[] a = inputs.vector("a");
    held.degrees("degrees", Angle.degrees(a, inputs.vector("b", a.length)));
  }
}
