package neurosweep.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import neurosweep.core.CellKey;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/** What in a directory is this program's, and what is somebody's. */
final class DirectoryContents {
  /** The lease, its sign of life and what is to become one of them. */
  private static final Pattern LEASE = Pattern.compile("lease|\\.{1,2}lease\\..*");

  private static final String KEPT = "kept";

  static final Pattern SEGMENT = Pattern.compile("\\d{6,18}\\.(seg|open)");

  /** Names in the directory itself that are this program's, beside those that are listed. */
  private static final Set<String> OWN =
      Set.of(
          "sweep.yaml",
          "plan.parquet",
          "manifest.json",
          "program.zip",
          "verification.json",
          "_SUCCESS",
          "_INCOMPLETE",
          DerivedFiles.LIST);

  /** Directories in it that are this program's; tables of experiments come on top. */
  private static final Set<String> FOLDERS =
      Set.of(
          "journal",
          "checkpoints",
          KEPT,
          "results",
          "trials",
          "history",
          "summary",
          "best",
          "tables",
          "figures");

  /** Directories whose entries nobody lists by their digests. */
  private static final Set<String> LOOKED_INTO = Set.of("journal", "checkpoints", KEPT);

  private static final int SHOWN = 8;

  private final SweepDirectory sweep;
  private final Files files;
  private final Path root;

  DirectoryContents(SweepDirectory sweep) {
    this.sweep = sweep;
    this.files = sweep.files();
    this.root = sweep.root();
  }

  /** As {@link SweepDirectory#foreign}. */
  List<String> foreign() {
    Set<String> ours = new DerivedFiles(files, root).listed();
    List<String> foreign = new ArrayList<>();
    for (FileEntry entry : files.list(root)) {
      String name = entry.name();
      if (OWN.contains(name) || ours.contains(name) || isPassing(name)) {
        continue;
      }
      if (!entry.directory()) {
        foreign.add(name);
        continue;
      }
      List<String> inside = new ArrayList<>();
      boolean known = false;
      for (FileEntry below : files.list(entry.path())) {
        String path = name + "/" + below.name();
        if (isKept(name, below)) {
          known = true;
          inside.addAll(others(below, path));
        } else if (isOwn(name, below.name()) || ours.contains(path)) {
          known = true;
        } else {
          inside.add(path);
        }
      }
      if (known) {
        foreign.addAll(inside);
      } else if (!inside.isEmpty()) {
        foreign.add(name + "/");
      }
    }
    return foreign;
  }

  /** Whether that is the folder of a cell. */
  private static boolean isKept(String folder, FileEntry entry) {
    return folder.equals(KEPT) && entry.directory() && CellKey.is(entry.name());
  }

  /** What is in the folder of a cell and not of its files, whatever these are called. */
  private List<String> others(FileEntry folder, String path) {
    Set<String> own = new HashSet<>();
    sweep.keptFiles(new CellKey(folder.name())).forEach(file -> own.add(file.name()));
    return files.list(folder.path()).stream()
        .map(FileEntry::name)
        .filter(name -> !own.contains(name))
        .map(name -> path + "/" + name)
        .toList();
  }

  private static boolean isOwn(String folder, String name) {
    return (TemporaryName.is(name) && !folder.equals(KEPT))
        || (folder.equals("journal") && SEGMENT.matcher(name).matches())
        || (folder.equals("checkpoints") && CellKey.is(name));
  }

  /**
   * That nothing of a sweep's is a link: none is followed, and one that is met later may be met
   * halfway. What is within the folders of cells, of which there may be very many, is looked at
   * when it is opened.
   *
   * @throws UserError naming every one
   */
  void requireNoLinks() {
    Problems problems = new Problems();
    for (FileEntry entry : files.list(root)) {
      String name = entry.name();
      boolean ours =
          OWN.contains(name)
              || FOLDERS.contains(name)
              || name.equals(sweep.report().getName())
              || isPassing(name);
      if (entry.link() && ours) {
        problems.add("", Enclosure.link(entry.path()));
      }
      if (entry.directory() && LOOKED_INTO.contains(name)) {
        files.list(entry.path()).stream()
            .filter(below -> below.link())
            .filter(below -> isOwn(name, below.name()) || CellKey.is(below.name()))
            .forEach(below -> problems.add("", Enclosure.link(below.path())));
      }
    }
    problems.throwIfAny();
  }

  /** Of a driver that is at work or was killed at it. */
  private static boolean isPassing(String name) {
    return LEASE.matcher(name).matches() || TemporaryName.is(name);
  }

  /** As {@link SweepDirectory#requireFree}. */
  void requireFree() {
    requireNoLinks();
    if (sweep.exists()) {
      return;
    }
    List<FileEntry> entries = files.list(root);
    boolean begun =
        entries.stream()
            .map(FileEntry::name)
            .anyMatch(name -> LEASE.matcher(name).matches() || name.equals(DerivedFiles.LIST));
    List<String> others =
        begun
            ? foreign()
            : entries.stream()
                .filter(entry -> !isPassing(entry.name()))
                .filter(entry -> !entry.directory() || !files.list(entry.path()).isEmpty())
                .map(FileEntry::name)
                .toList();
    boolean journaled =
        files.list(sweep.journal()).stream()
            .anyMatch(entry -> SEGMENT.matcher(entry.name()).matches());
    if (!others.isEmpty() && !journaled) {
      throw new UserError(
          root
              + " holds files and is no sweep (it has no manifest.json): "
              + String.join(", ", others.subList(0, Math.min(others.size(), SHOWN)))
              + (others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "")
              + "; nothing there was touched. Choose another output with -o or another name for the"
              + " sweep");
    }
  }
}
