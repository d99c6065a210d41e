package neurosweep.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import neurosweep.core.Sha256;

/**
 * The files of a program that is not of this project, as a cell finds them in its working
 * directory.
 *
 * @param asked what the job names, files and directories; identifies the program within a sweep
 * @param names of the files, relative, with {@code /}, in order
 * @param contents of each
 */
public record Program(List<String> asked, List<String> names, List<byte[]> contents) {

  private static final String TITLE = "program ";

  /** Copies the lists, into ones that can be sent. */
  public Program {
    asked = new ArrayList<>(asked);
    names = new ArrayList<>(names);
    contents = new ArrayList<>(contents);
  }

  /** SHA-256 of names and contents, 64 hex digits; empty without files. */
  public String digest() {
    if (names.isEmpty()) {
      return "";
    }
    MessageDigest sha = Sha256.begin();
    forEach(
        (name, content) -> {
          byte[] title = (name + "\n").getBytes(StandardCharsets.UTF_8);
          sha.update(title);
          sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
          sha.update(content);
        });
    return Sha256.end(sha);
  }

  /** What it is called beside data sets. */
  public String title() {
    return TITLE + String.join(", ", asked);
  }

  /** Whether something is called so. */
  public static boolean isTitle(String text) {
    return text.startsWith(TITLE);
  }

  /** Takes every file. */
  public void forEach(BiConsumer<String, byte[]> taker) {
    for (int i = 0; i < names.size(); i++) {
      taker.accept(names.get(i), contents.get(i));
    }
  }
}
