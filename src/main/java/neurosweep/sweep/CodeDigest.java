package neurosweep.sweep;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells one build of the program from another by what it does: its class files. */
public final class CodeDigest {
  private static final String SUFFIX = ".class";

  private CodeDigest() {}

  /** Holds the digest, computed on first use. */
  private static final class Own {
    private static final String DIGEST = own();
  }

  /** SHA-256 of the program that runs, in hex digits. */
  public static String program() {
    return Own.DIGEST;
  }

  private static String own() {
    try {
      CodeSource source = CodeDigest.class.getProtectionDomain().getCodeSource();
      return of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return "unknown-" + UUID.randomUUID(); // like no other program, not even itself
    }
  }

  /**
   * SHA-256 of the names and contents of all class files, whatever their order, dates and
   * compression.
   *
   * @param place a jar or a directory
   */
  static String of(Path place) throws IOException {
    SortedMap<String, byte[]> classes = Files.isDirectory(place) ? below(place) : in(place);
    MessageDigest sha = sha256();
    for (var entry : classes.entrySet()) {
      sha.update(
          (entry.getKey() + "\n" + entry.getValue().length + "\n")
              .getBytes(StandardCharsets.UTF_8));
      sha.update(entry.getValue());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static SortedMap<String, byte[]> below(Path directory) throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static SortedMap<String, byte[]> in(Path jar) throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> each.getName().endsWith(SUFFIX)).toList()) {
        classes.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return classes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
