package neurosweep.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.experiment.Program;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/**
 * The files of programs that cells start: read beside a job, kept in the sweep's directory, read
 * from there to run cells again.
 */
public final class ProgramFiles {
  /** They travel to every executor; what is larger belongs where all machines find it. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int MOST_FILES = 2000;

  /** Python's compiled files, which differ from run to run. */
  private static final String CACHE = "__pycache__";

  private static final String REMEDY =
      "; put what is large where every machine finds it, and pass its path to the program";

  private ProgramFiles() {}

  /**
   * Reads files, and directories with all that is in them but hidden files.
   *
   * @param base the directory that their names are relative to
   * @throws UserError with every one that cannot be read, or if they are too much
   */
  public static Program read(Files files, Path base, List<String> asked) {
    Map<String, byte[]> found = new TreeMap<>();
    Problems problems = new Problems();
    for (String name : asked) {
      problems.check("files", () -> add(files, base, name, found));
    }
    problems.throwIfAny();
    return program(asked, found);
  }

  private static void add(Files files, Path base, String name, Map<String, byte[]> found) {
    Path path = new Path(base, name);
    if (!files.exists(path)) {
      throw new UserError(
          name + " does not exist in " + base + "; paths are relative to the job file");
    }
    FileEntry entry;
    try {
      entry = files.status(path);
    } catch (IOException e) {
      throw new UserError(path + " cannot be read: " + IoFault.why(e), e);
    }
    if (entry.directory()) {
      for (FileEntry below : files.list(path)) {
        if (!below.name().startsWith(".") && !below.name().equals(CACHE)) {
          add(files, base, name + "/" + below.name(), found);
        }
      }
      return;
    }
    long held = found.values().stream().mapToLong(content -> content.length).sum();
    if (held + entry.length() > MOST_BYTES || found.size() >= MOST_FILES) {
      throw new UserError(
          name + " is too much: a program has at most 2000 files and 16 MB" + REMEDY);
    }
    found.put(name, files.read(path, MOST_BYTES));
  }

  private static Program program(List<String> asked, Map<String, byte[]> found) {
    return new Program(asked, List.copyOf(found.keySet()), List.copyOf(found.values()));
  }

  /** Keeps the files of programs with the sweep that runs them. */
  static void keep(SweepDirectory directory, Collection<Program> programs) {
    Map<String, byte[]> all = new TreeMap<>();
    programs.forEach(program -> program.forEach(all::put));
    if (all.isEmpty()) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : all.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of memory
    }
    directory.files().writeAtomically(directory.program(), bytes.toByteArray());
  }

  /**
   * Reads the files that a sweep has kept.
   *
   * @throws UserError if one is missing or the archive is damaged
   */
  public static Program kept(SweepDirectory directory, List<String> asked) {
    Map<String, byte[]> found = new TreeMap<>();
    if (!asked.isEmpty()) {
      byte[] archive = directory.files().read(directory.program(), 2 * MOST_BYTES);
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
        long left = MOST_BYTES;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          byte[] content = zip.readNBytes((int) Math.min(left + 1, MOST_BYTES));
          left -= content.length;
          if (left < 0 || found.size() >= MOST_FILES) {
            throw new UserError(directory.program() + " holds more than a program has");
          }
          if (isAsked(entry.getName(), asked)) {
            found.put(entry.getName(), content);
          }
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new UserError(directory.program() + " is damaged; restore it from a copy", e);
      }
    }
    List<String> lost = new ArrayList<>();
    for (String name : asked) {
      if (found.keySet().stream().noneMatch(each -> isAsked(each, List.of(name)))) {
        lost.add(directory.program() + " lacks " + name + "; restore it from a copy");
      }
    }
    if (!lost.isEmpty()) {
      throw new UserError(lost, UserError.USAGE);
    }
    return program(asked, found);
  }

  private static boolean isAsked(String name, List<String> asked) {
    return asked.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "/"));
  }
}
