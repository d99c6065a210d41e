package neurosweep.store;

import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Hidden names beside those of files that are not complete yet: {@code .NAME.RANDOM.tmp}. */
public final class TemporaryName {
  private static final String ENDING = ".tmp";
  private static final Pattern FORM = Pattern.compile("\\..+\\.[0-9a-f]{8}\\.tmp");

  private TemporaryName() {}

  /** Whether a name is one of these. */
  public static boolean is(String name) {
    return FORM.matcher(name).matches();
  }

  /** One for a path, beside it. */
  public static Path of(Path path) {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return new Path(path.getParent(), "." + path.getName() + "." + random + ENDING);
  }

  /** The path that one was made for. */
  static Path target(Path temporary) {
    String name = temporary.getName();
    int end = name.lastIndexOf('.', name.length() - ENDING.length() - 1);
    return new Path(temporary.getParent(), name.substring(1, end));
  }
}
