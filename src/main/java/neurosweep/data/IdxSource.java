package neurosweep.data;

import java.util.Locale;
import java.util.function.Supplier;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import org.apache.hadoop.fs.Path;

/**
 * A set of pictures in MNIST's four IDX files, each gzipped or plain, under {@code HOME/<name>/} or
 * where a distribution has installed it. Where both are present the {@code .gz} is read, the one
 * whose hash {@code data fetch} has checked.
 */
abstract class IdxSource implements DataSource {
  private final String name;
  private final String label;
  private final String doc;

  IdxSource(String name, String label, String doc) {
    this.name = name;
    this.label = label;
    this.doc = doc;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String label() {
    return label;
  }

  @Override
  public final String doc() {
    return doc;
  }

  @Override
  public final RawData load(DataHome home, Values values) {
    Path directory = home.directoryOf(name, PublicSet.named(name).fileNames());
    Problems problems = new Problems();
    Pictures train = read(home, directory, "train", problems);
    Pictures test = read(home, directory, "t10k", problems);
    problems.throwIfAny();
    IdxReader.Images images = train.images;
    if (images.rows() != test.images.rows() || images.columns() != test.images.columns()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: training pictures are %d x %d and test pictures %d x %d, must be equal; do the files belong together?",
              directory,
              images.rows(),
              images.columns(),
              test.images.rows(),
              test.images.columns()));
    }
    return new RawData(
        name, images.rows(), images.columns(), PublicSet.CLASSES, train.part(), test.part());
  }

  private record Pictures(IdxReader.Images images, int[] labels) {
    RawData.Part part() {
      return new RawData.Part(images.pixels(), null, labels);
    }
  }

  private Pictures read(DataHome home, Path directory, String part, Problems problems) {
    Path imageFile = find(home, directory, part + "-images-idx3-ubyte", problems);
    Path labelFile = find(home, directory, part + "-labels-idx1-ubyte", problems);
    IdxReader.Images images =
        imageFile == null
            ? null
            : noting(problems, () -> IdxReader.images(imageFile, home.files()));
    int[] labels =
        labelFile == null
            ? null
            : noting(problems, () -> IdxReader.labels(labelFile, home.files(), PublicSet.CLASSES));
    if (images != null && labels != null && images.count() != labels.length) {
      problems.add(
          imageFile.toString(),
          String.format(
              Locale.ROOT,
              "has %d pictures and %s has %d labels, must be equal; do the files belong together?",
              images.count(),
              labelFile,
              labels.length));
    }
    return new Pictures(images, labels);
  }

  private static <T> T noting(Problems problems, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UserError e) {
      e.problems().forEach(problem -> problems.add("", problem));
      return null;
    }
  }

  /** The file, gzipped or plain, or null where it is missing, which is noted. */
  private Path find(DataHome home, Path directory, String file, Problems problems) {
    Path plain = new Path(directory, file);
    Path gzipped = plain.suffix(".gz");
    try {
      if (home.files().exists(gzipped)) {
        return gzipped;
      }
      if (home.files().exists(plain)) {
        return plain;
      }
    } catch (UserError e) {
      problems.add("", e.getMessage());
      return null;
    }
    problems.add(gzipped.toString(), "is missing, plain or gzipped; " + remedy());
    return null;
  }

  private String remedy() {
    boolean fetchable = PublicSet.ALL.stream().anyMatch(s -> s.name().equals(name) && s.isPublic());
    return fetchable
        ? "run `data fetch " + name + "`, place the file there or correct --data"
        : "place the file there or correct --data";
  }
}
