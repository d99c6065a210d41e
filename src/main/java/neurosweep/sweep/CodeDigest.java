package neurosweep.sweep;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import neurosweep.core.Plugin;
import neurosweep.core.Plugins;
import neurosweep.core.Sha256;

/** Tells one build of the program from another by what it does: its class files and its plugins. */
public final class CodeDigest {
  private static final String SUFFIX = ".class";

  /** The packages whose classes a cell's numbers come from: the experiments and all below them. */
  static final List<String> COMPUTING = Plugin.computingPackages();

  private CodeDigest() {}

  /** Holds the digests, computed on first use. */
  private static final class Own {
    private static final String PROGRAM = with(own(name -> true), plugin -> true);
    private static final String COMPUTING = with(own(CodeDigest::computes), Plugin::computes);
  }

  /** Digest of the program that runs: 64 hex digits. */
  public static String program() {
    return Own.PROGRAM;
  }

  /** Digest of those classes of it that can change a number: 64 hex digits. */
  public static String computing() {
    return Own.COMPUTING;
  }

  /** One build with other plugins is another program. */
  private static String with(String own, Predicate<Plugin> counts) {
    List<String> plugins =
        Plugins.loaded().stream().filter(counts).map(Plugin::digest).sorted().toList();
    return plugins.isEmpty()
        ? own
        : Sha256.hex((own + String.join("", plugins)).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean computes(String classFile) {
    return COMPUTING.stream().anyMatch(name -> classFile.startsWith("neurosweep/" + name + "/"));
  }

  private static String own(Predicate<String> counts) {
    try {
      CodeSource source = CodeDigest.class.getProtectionDomain().getCodeSource();
      return of(Path.of(source.getLocation().toURI()), counts);
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return "unknown-" + UUID.randomUUID(); // like no other program, not even itself
    }
  }

  /**
   * SHA-256 of the names, lengths and CRC-32s of all class files, whatever their order, dates and
   * compression. A jar holds all three in its directory, so that nothing has to be unpacked.
   *
   * @param place a jar or a directory
   * @param counts which class files, by their names with {@code /}
   */
  static String of(Path place, Predicate<String> counts) throws IOException {
    SortedSet<String> classes = Files.isDirectory(place) ? below(place, counts) : in(place, counts);
    byte[] lines = String.join("\n", classes).getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(lines);
  }

  private static SortedSet<String> below(Path directory, Predicate<String> counts)
      throws IOException {
    SortedSet<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        if (!counts.test(name)) {
          continue;
        }
        byte[] content = Files.readAllBytes(file);
        CRC32 crc = new CRC32();
        crc.update(content);
        classes.add(line(name, content.length, crc.getValue()));
      }
    }
    return classes;
  }

  private static SortedSet<String> in(Path jar, Predicate<String> counts) throws IOException {
    SortedSet<String> classes = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(entry -> entry.getName().endsWith(SUFFIX) && counts.test(entry.getName()))
          .forEach(entry -> classes.add(line(entry.getName(), entry.getSize(), entry.getCrc())));
    }
    return classes;
  }

  private static String line(String name, long length, long crc) {
    return name + " " + length + " " + crc;
  }
}
