package neurosweep.data;

import java.util.List;
import java.util.SplittableRandom;
import neurosweep.core.Param;
import neurosweep.core.Values;

/**
 * Generated pictures of ten classes, 28 x 28: a set that needs no files. Classes alternate in the
 * order of examples, so every batch is balanced.
 *
 * <p>Its difficulty is chosen so that a linear readout of the pixels stays below 92 % of the test
 * part and nets with hidden layers exceed 97 %, with the default sizes.
 */
public final class GlyphsSource implements DataSource {
  private static final int CLASSES = 10;
  private static final int MOST = 1_000_000;

  private static final Param<Long> SEED =
      Param.integer("glyphs_seed", 0, "seed of the generated pictures");

  private static final Param<Long> TRAIN =
      Param.integer("glyphs_train", 4000, "number of generated training pictures")
          .within(CLASSES, MOST)
          .in("examples");

  private static final Param<Long> TEST =
      Param.integer("glyphs_test", 1000, "number of generated test pictures")
          .within(CLASSES, MOST)
          .in("examples");

  static final GlyphPainter.Style STYLE = new GlyphPainter.Style(0.03, 0.35, 0.25, 0.2, 3.5, 0.05);

  /** Each class's strokes: quadratic curves as x0 y0 cx cy x1 y1 in the unit square. */
  private static final double[][][] STROKES = {
    { // a ring
      {0.50, 0.02, -0.10, 0.50, 0.50, 0.98}, {0.50, 0.02, 1.10, 0.50, 0.50, 0.98},
    },
    { // a post with a flag
      {0.55, 0.02, 0.55, 0.50, 0.55, 0.98}, {0.30, 0.25, 0.42, 0.14, 0.55, 0.02},
    },
    { // a swan
      {0.15, 0.25, 0.55, -0.25, 0.80, 0.25},
      {0.80, 0.25, 0.75, 0.55, 0.15, 0.98},
      {0.15, 0.98, 0.50, 0.98, 0.88, 0.98},
    },
    { // two bows to the right
      {0.18, 0.08, 1.20, 0.10, 0.40, 0.46}, {0.40, 0.46, 1.30, 0.75, 0.15, 0.95},
    },
    { // a chair
      {0.55, 0.02, 0.30, 0.35, 0.10, 0.65},
      {0.10, 0.65, 0.50, 0.65, 0.92, 0.65},
      {0.65, 0.35, 0.65, 0.65, 0.65, 0.98},
    },
    { // a hook
      {0.82, 0.04, 0.50, 0.04, 0.25, 0.04},
      {0.25, 0.04, 0.22, 0.22, 0.20, 0.45},
      {0.20, 0.45, 1.35, 0.50, 0.15, 0.96},
    },
    { // a loop below
      {0.70, 0.02, 0.15, 0.20, 0.18, 0.72},
      {0.18, 0.72, 0.30, 1.15, 0.75, 0.85},
      {0.75, 0.85, 0.90, 0.30, 0.18, 0.65},
    },
    { // a scythe
      {0.12, 0.05, 0.50, 0.05, 0.88, 0.05}, {0.88, 0.05, 0.50, 0.45, 0.38, 0.98},
    },
    { // two rings
      {0.50, 0.02, -0.10, 0.25, 0.50, 0.48},
      {0.50, 0.02, 1.10, 0.25, 0.50, 0.48},
      {0.50, 0.48, -0.20, 0.75, 0.50, 0.98},
      {0.50, 0.48, 1.20, 0.75, 0.50, 0.98},
    },
    { // a loop above
      {0.78, 0.30, 0.60, -0.20, 0.22, 0.15},
      {0.22, 0.15, 0.10, 0.70, 0.80, 0.35},
      {0.80, 0.28, 0.85, 0.70, 0.45, 0.98},
    },
  };

  @Override
  public String name() {
    return "glyphs";
  }

  @Override
  public String doc() {
    return "generated 28 x 28 pictures of ten distorted stroke figures; needs no files";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SEED, TRAIN, TEST);
  }

  @Override
  public RawData load(DataHome home, Values values) {
    SplittableRandom root = new SplittableRandom(SEED.of(values));
    SplittableRandom trainStream = root.split();
    SplittableRandom testStream = root.split();
    RawData.Part train = generate(TRAIN.of(values).intValue(), trainStream, STYLE);
    RawData.Part test = generate(TEST.of(values).intValue(), testStream, STYLE);
    return new RawData(name(), GlyphPainter.SIZE, GlyphPainter.SIZE, CLASSES, train, test);
  }

  /** Examples one after another, each from its own stream: a longer part begins like a shorter. */
  static RawData.Part generate(int size, SplittableRandom stream, GlyphPainter.Style style) {
    int pixels = GlyphPainter.SIZE * GlyphPainter.SIZE;
    byte[] bytes = new byte[size * pixels];
    int[] labels = new int[size];
    GlyphPainter painter = new GlyphPainter(style);
    for (int i = 0; i < size; i++) {
      labels[i] = i % CLASSES;
      painter.paint(STROKES[labels[i]], stream.split(), bytes, i * pixels);
    }
    return new RawData.Part(bytes, null, labels);
  }
}
