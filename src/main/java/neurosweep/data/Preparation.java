package neurosweep.data;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;

/**
 * From a raw set to one that a network trains on: validation split, subsets, pooling, imputing and
 * scaling, in this order.
 *
 * <p>The validation part is taken out of the whole training part first and {@code subset} counts
 * what is left to train on, so runs with different subsets are selected on the same validation
 * examples and {@code subset} is exactly the number trained on. Both are stratified, and a smaller
 * sample is contained in a larger one. Chosen examples keep the order of the files.
 *
 * <p>Nothing is copied unless it is pooled: examples are views over the raw arrays. Whatever is
 * measured for imputing and scaling is measured on the training examples that are left.
 */
public final class Preparation {
  private static final Param<Long> SEED =
      Param.integer("data_seed", 0, "seed that chooses subsets and the validation part");

  private static final Param<Double> VALIDATION =
      Param.real(
              "validation",
              0,
              "fraction of the training part held out to select by, taken before subset")
          .within(0, 0.5);

  private static final Param<Long> SUBSET =
      Param.integer("subset", 0, "number of training examples, stratified by class; 0 is all")
          .within(0, Integer.MAX_VALUE)
          .in("examples");

  private static final Param<Long> TEST_SUBSET =
      Param.integer("test_subset", 0, "number of test examples, stratified by class; 0 is all")
          .within(0, Integer.MAX_VALUE)
          .in("examples");

  private static final Param<Long> POOL =
      Param.integer("pool", 1, "side of the squares of pixels that are averaged; 1 is none")
          .within(1, PooledExamples.Sums.MOST_SIDE)
          .in("pixels");

  private static final Param<String> SCALING =
      Param.choice(
          "scaling",
          List.of("unit", "standard", "none"),
          "unit: pixels/255, or each feature of a table by its training range to [0, 1]; standard:"
              + " minus training mean over deviation, of all pixels together or by feature");

  private final RawData raw;
  private final Values values;
  private final Problems problems = new Problems();

  private Preparation(RawData raw, Values values) {
    this.raw = raw;
    this.values = values;
  }

  private record Parts(Selection training, Selection validation, Selection testing) {}

  /** The knobs of preparation, for every experiment that has a data set. */
  public static List<Param<?>> params() {
    return List.of(SEED, VALIDATION, SUBSET, TEST_SUBSET, POOL, SCALING);
  }

  /**
   * Prepares a set; to digest the raw one costs a pass over it.
   *
   * @throws UserError if the knobs do not fit the set, with every fault
   */
  public static Dataset prepare(RawData raw, Values values) {
    return prepare(raw, RawDigest.of(raw), values);
  }

  /**
   * Prepares a set whose digest is known.
   *
   * @param digest what {@link RawDigest#of} gave for the set
   * @throws UserError if the knobs do not fit the set, with every fault
   */
  public static Dataset prepare(RawData raw, String digest, Values values) {
    Preparation preparation = new Preparation(raw, values);
    if (!raw.matrices().isEmpty()) {
      return preparation.matrices(digest);
    }
    Parts parts = preparation.parts();
    preparation.checkPooling();
    preparation.problems.throwIfAny();
    return preparation.dataset(parts, digest);
  }

  /** Matrices are used as they are. */
  private Dataset matrices(String digest) {
    Examples none =
        new RealExamples(Selection.all(raw.train()), RealExamples.Scale.none(0, new double[0]));
    return new Dataset(none, none, none, 0, digest, raw.matrices());
  }

  private Parts parts() {
    SplittableRandom root = new SplittableRandom(SEED.of(values));
    SplittableRandom forValidation = root.split();
    SplittableRandom forTraining = root.split();
    SplittableRandom forTesting = root.split();
    Selection training = Selection.all(raw.train());
    Selection validation = new Selection(raw.train(), new int[0]);
    if (VALIDATION.of(values) > 0) {
      Selection[] divided = training.divided(validationSize(), forValidation);
      validation = divided[0];
      training = divided[1];
    }
    return new Parts(
        sample(SUBSET, training, "training examples", forTraining),
        validation,
        sample(TEST_SUBSET, Selection.all(raw.test()), "test examples", forTesting));
  }

  private int validationSize() {
    int available = raw.train().labels().length;
    int size = (int) Math.rint(VALIDATION.of(values) * available);
    if (size == 0) {
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "validation is %s, which is none of the %d training examples of %s; raise it or set it to 0",
              VALIDATION.of(values),
              available,
              raw.name()));
    }
    return size;
  }

  private Selection sample(Param<Long> knob, Selection from, String what, SplittableRandom random) {
    long size = knob.of(values);
    if (size > from.size()) {
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "%s is %d, must be at most the %d %s of %s that are there%s",
              knob.name(),
              size,
              from.size(),
              what,
              raw.name(),
              from.rows() == null ? "" : " after validation"));
      return from;
    }
    return size == 0 || size == from.size() ? from : from.divided((int) size, random)[0];
  }

  private void checkPooling() {
    long side = POOL.of(values);
    if (side == 1) {
      return;
    }
    if (raw.train().bytes() == null && raw.rows() == 1) {
      problems.add("", "pool is " + side + ", must be 1: " + raw.name() + " holds no pictures");
    } else if (raw.rows() % side != 0 || raw.columns() % side != 0) {
      String fitting =
          IntStream.rangeClosed(1, PooledExamples.Sums.MOST_SIDE)
              .filter(k -> raw.rows() % k == 0 && raw.columns() % k == 0)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
      problems.add(
          "",
          String.format(
              Locale.ROOT,
              "pool is %d, must divide the pictures' %d rows and %d columns (one of %s)",
              side,
              raw.rows(),
              raw.columns(),
              fitting));
    }
  }

  private Dataset dataset(Parts parts, String digest) {
    if (raw.train().bytes() == null) {
      return reals(POOL.of(values) == 1 ? parts : pooledReals(parts), digest);
    }
    return POOL.of(values) == 1 ? pixels(parts, digest) : pooled(parts, digest);
  }

  private Dataset reals(Parts parts, String digest) {
    int side = POOL.of(values).intValue();
    int features = raw.rows() / side * (raw.columns() / side); // a table has one row, and no pool
    RealExamples.Scale scale = tableScale(parts.training, features);
    return new Dataset(
        new RealExamples(parts.training, scale),
        new RealExamples(parts.validation, scale),
        new RealExamples(parts.testing, scale),
        raw.classes(),
        digest);
  }

  private Parts pooledReals(Parts parts) {
    return new Parts(
        pooledReals(parts.training), pooledReals(parts.validation), pooledReals(parts.testing));
  }

  private Selection pooledReals(Selection selection) {
    int side = POOL.of(values).intValue();
    return PooledReals.of(selection, raw.rows(), raw.columns(), side);
  }

  private Dataset pixels(Parts parts, String digest) {
    int features = raw.rows() * raw.columns();
    boolean standard = SCALING.of(values).equals("standard");
    GreyTable table =
        greyTable(1, standard ? ByteExamples.moments(parts.training, features) : null);
    return new Dataset(
        new ByteExamples(parts.training, features, table),
        new ByteExamples(parts.validation, features, table),
        new ByteExamples(parts.testing, features, table),
        raw.classes(),
        digest);
  }

  private Dataset pooled(Parts parts, String digest) {
    int side = POOL.of(values).intValue();
    PooledExamples.Sums training = sums(parts.training, side);
    GreyTable table = greyTable(side * side, training.moments());
    return new Dataset(
        new PooledExamples(training, table),
        new PooledExamples(sums(parts.validation, side), table),
        new PooledExamples(sums(parts.testing, side), table),
        raw.classes(),
        digest);
  }

  private PooledExamples.Sums sums(Selection selection, int side) {
    return PooledExamples.Sums.of(selection, raw.rows(), raw.columns(), side);
  }

  private GreyTable greyTable(int pixels, GreyTable.Moments moments) {
    return switch (SCALING.of(values)) {
      case "unit" -> GreyTable.unit(pixels);
      case "none" -> GreyTable.plain(pixels);
      default -> {
        if (!(moments.deviation() > 0)) {
          throw new UserError(
              "scaling is standard, but all training pixels of %s are equal; choose unit or none"
                  .formatted(raw.name()));
        }
        yield GreyTable.standard(pixels, moments);
      }
    };
  }

  private RealExamples.Scale tableScale(Selection training, int features) {
    double[] fill = Imputation.of(values).fill(training, features);
    return switch (SCALING.of(values)) {
      case "unit" -> RealExamples.Scale.unit(training, features, fill);
      case "standard" -> RealExamples.Scale.standard(training, features, fill);
      default -> RealExamples.Scale.none(features, fill);
    };
  }
}
