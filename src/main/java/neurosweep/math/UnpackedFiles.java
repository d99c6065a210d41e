package neurosweep.math;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Sha256;

/**
 * Resources of the program that must be files, because the system loads libraries from files alone.
 * A directory holds them with the SHA-256 that each had in the program; a file that has it is left
 * alone, every other is written anew beside it and renamed, so that any number of processes may
 * unpack at once, and one that has loaded the old file keeps it.
 */
final class UnpackedFiles {
  private static final String SUMS = "SHA256SUMS";

  private final Path directory;
  private final String folder;

  /**
   * In a directory that exists.
   *
   * @param folder the resources' folder, with a slash at its end
   */
  UnpackedFiles(Path directory, String folder) {
    this.directory = directory;
    this.folder = folder;
  }

  /** Where they are. */
  Path directory() {
    return directory;
  }

  /** Those of the names that the program has. */
  List<String> present(List<String> names) {
    ClassLoader program = UnpackedFiles.class.getClassLoader();
    return names.stream().filter(name -> program.getResource(folder + name) != null).toList();
  }

  /**
   * Makes files what they are in the program.
   *
   * @return the files, in the order of the names
   * @throws IOException if one cannot be written
   */
  List<Path> unpack(List<String> names) throws IOException {
    Map<String, String> sums = sums();
    Map<String, String> before = Map.copyOf(sums);
    for (String name : names) {
      String known = sums.get(name);
      if (known == null || !known.equals(digest(directory.resolve(name)))) {
        sums.put(name, write(name));
      }
    }
    if (!sums.equals(before)) {
      StringBuilder text = new StringBuilder();
      sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
      Path fresh = scratch(SUMS);
      try {
        Files.writeString(fresh, text);
        replace(fresh, directory.resolve(SUMS));
      } finally {
        Files.deleteIfExists(fresh);
      }
    }
    return names.stream().map(directory::resolve).toList();
  }

  private Map<String, String> sums() {
    Map<String, String> sums = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(directory.resolve(SUMS))) {
        String[] words = line.split("  ", 2);
        if (words.length == 2) {
          sums.put(words[1], words[0]);
        }
      }
    } catch (IOException e) {
      sums.clear(); // missing or damaged: everything is written anew
    }
    return sums;
  }

  /** Writes one file; gives its digest. */
  private String write(String name) throws IOException {
    Path fresh = scratch(name);
    try (InputStream resource =
        UnpackedFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
      if (resource == null) {
        throw new FileNotFoundException("the program has no " + folder + name);
      }
      MessageDigest sha = Sha256.begin();
      Files.copy(new DigestInputStream(resource, sha), fresh, StandardCopyOption.REPLACE_EXISTING);
      makeExecutable(fresh);
      String sum = Sha256.end(sha);
      if (!sum.equals(digest(fresh))) {
        throw new IOException(directory + " does not keep what is written to it");
      }
      Path file = directory.resolve(name);
      try {
        replace(fresh, file);
      } catch (IOException e) { // where a library in use cannot be replaced, another wrote the same
        if (!sum.equals(digest(file))) {
          throw e;
        }
      }
      return sum;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private Path scratch(String name) throws IOException {
    return Files.createTempFile(directory, "." + name, "", owner());
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] owner() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void makeExecutable(Path file) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** SHA-256 in hex; empty if there is no such file. */
  static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
