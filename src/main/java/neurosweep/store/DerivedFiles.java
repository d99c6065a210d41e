package neurosweep.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import neurosweep.core.FileName;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;
import org.apache.hadoop.fs.Path;

/**
 * The files of a sweep that follow from its journal, written as a batch. {@code files.json} in the
 * directory lists each with its digest, and nothing else is ever replaced or deleted: a file that
 * is not listed, or has changed since, belongs to the user and stays.
 *
 * <p>A batch is staged under hidden names, then listed, then renamed into place, so that a process
 * that is killed at any moment leaves nothing that the next one would take for a user's.
 */
public final class DerivedFiles implements AutoCloseable {
  /** The list's own name. */
  static final String LIST = "files.json";

  private static final int SCHEMA_VERSION = 1;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private static final ObjectMapper JSON = BoundedJson.builder().build();

  private final Files files;
  private final Path root;

  /** Path below the root to where it waits. */
  private final Map<String, Path> staged = new LinkedHashMap<>();

  private final List<String> left = new ArrayList<>();

  /**
   * Begins a batch; writes nothing yet.
   *
   * @param root the sweep's directory, or another that is to hold results
   */
  public DerivedFiles(Files files, Path root) {
    this.files = files.within(root);
    this.root = root;
  }

  /**
   * Stages a file.
   *
   * @param folder a directory below the root, made if it is missing, or an empty string
   * @param name of the file
   */
  public void put(String folder, String name, byte[] content) {
    if (!files.create(stage(folder, name), content)) {
      throw new IllegalStateException(folder + "/" + name + " is staged already");
    }
  }

  /** A place for the content of a file, which takes its name when the batch is committed. */
  public Path stage(String folder, String name) {
    String below = below(folder, name);
    Path parent = folder.isEmpty() ? root : new Path(root, folder);
    files.createDirectory(parent);
    Path waiting = TemporaryName.of(new Path(parent, name));
    staged.put(below, waiting);
    return waiting;
  }

  private static String below(String folder, String name) {
    String file = new FileName(name).text();
    return folder.isEmpty() ? file : new FileName(folder) + "/" + file;
  }

  /**
   * Gives the staged files their names, in place of older ones of ours, and deletes those of ours
   * in some folders that are not part of the batch.
   *
   * @param whole folders that hold nothing of ours but this batch
   * @return files that were not written because others stand there, by their paths below the root
   */
  public List<String> commit(Set<String> whole) {
    SortedMap<String, Set<String>> known = read();
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, Path> each : List.copyOf(staged.entrySet())) {
      String digest = digest(each.getValue());
      if (mayReplace(each.getKey(), digest, known)) {
        digests.put(each.getKey(), digest);
      } else {
        left.add(each.getKey());
        files.deleteOne(each.getValue());
        staged.remove(each.getKey());
      }
    }
    amend(
        list ->
            digests.forEach(
                (path, digest) ->
                    list.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(digest)));
    staged.forEach((path, waiting) -> files.rename(waiting, new Path(root, path)));
    staged.clear();
    Set<String> gone = deleteOthers(whole, digests.keySet(), known);
    amend(
        list -> {
          digests.forEach((path, digest) -> list.put(path, Set.of(digest)));
          list.keySet().removeAll(gone);
        });
    files.removeLitter(root);
    whole.forEach(folder -> files.removeLitter(new Path(root, folder)));
    return List.copyOf(left);
  }

  /**
   * As {@link #commit}, for files that nothing works without: what else stands in their places is
   * moved aside.
   *
   * @return where each of those is now, in words
   */
  public List<String> commitAll(Set<String> whole) {
    SortedMap<String, Set<String>> known = read();
    List<String> moved = new ArrayList<>();
    staged.forEach(
        (path, waiting) -> {
          if (!mayReplace(path, digest(waiting), known)) {
            Path target = new Path(root, path);
            Path aside = aside(target);
            files.rename(target, aside);
            moved.add(path + " was not as neurosweep wrote it and is now " + aside.getName());
          }
        });
    commit(whole);
    return moved;
  }

  private Path aside(Path target) {
    int number = 1;
    Path aside;
    do {
      aside = new Path(target.getParent(), target.getName() + ".aside-" + number++);
    } while (files.exists(aside));
    return aside;
  }

  /**
   * Whether what stands there is ours. In a folder of which nothing is listed, older versions wrote
   * what has our names.
   */
  private boolean mayReplace(String path, String digest, SortedMap<String, Set<String>> known) {
    Path target = new Path(root, path);
    String folder = folder(path);
    boolean listed = known.keySet().stream().anyMatch(each -> folder(each).equals(folder));
    if (!listed || !files.exists(target)) {
      return true;
    }
    if (isEmpty(target)) {
      return true; // what a disk that lost it left; nobody loses anything by it
    }
    String there = digest(target);
    return there.equals(digest) || known.getOrDefault(path, Set.of()).contains(there);
  }

  private boolean isEmpty(Path path) {
    try {
      return !files.isLink(path)
          && !files.status(path).directory()
          && files.status(path).length() == 0;
    } catch (IOException e) {
      throw IoFault.error("look up", path, e);
    }
  }

  /** An empty string for a file in the root. */
  private static String folder(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  /** A report may be made while the sweep runs: what it lists meanwhile is kept. */
  private void amend(Consumer<SortedMap<String, Set<String>>> change) {
    SortedMap<String, Set<String>> list = read();
    change.accept(list);
    write(list);
  }

  private Set<String> deleteOthers(
      Set<String> whole, Set<String> written, SortedMap<String, Set<String>> known) {
    Set<String> gone = new HashSet<>();
    known.forEach(
        (path, digests) -> {
          if (whole.contains(folder(path)) && !written.contains(path)) {
            deleteIfOurs(path, digests);
            gone.add(path);
          }
        });
    return gone;
  }

  private void deleteIfOurs(String path, Set<String> digests) {
    Path target = new Path(root, path);
    if (files.exists(target) && digests.contains(digest(target))) {
      files.deleteOne(target);
    }
  }

  /** Deletes every listed file that is as it was written, then the list. */
  public void deleteAll() {
    read().forEach(this::deleteIfOurs);
    files.deleteOne(new Path(root, LIST));
  }

  /** Lists nothing yet, which marks a directory as a sweep's before anything else is in it. */
  public void begin() {
    if (!files.exists(new Path(root, LIST))) {
      write(new TreeMap<>());
    }
  }

  /** Whether a file below the root is as it was written, not somebody's since. */
  public boolean isAsWritten(Path file) {
    String path = file.getParent().equals(root) ? "" : file.getParent().getName() + "/";
    Set<String> digests = read().getOrDefault(path + file.getName(), Set.of());
    return files.exists(file) && digests.contains(digest(file));
  }

  /** The paths that are listed. */
  public Set<String> listed() {
    return new TreeSet<>(read().keySet());
  }

  private SortedMap<String, Set<String>> read() {
    SortedMap<String, Set<String>> known = new TreeMap<>();
    Path list = new Path(root, LIST);
    files.readIfPresent(list, BoundedJson.MOST_BYTES).ifPresent(text -> read(list, text, known));
    return known;
  }

  private static void read(Path list, byte[] text, Map<String, Set<String>> known) {
    JsonNode listed;
    try {
      listed = JSON.readTree(text);
    } catch (IOException e) {
      throw new UserError(
          list + " is damaged; delete it, and files of the names that are written count as old", e);
    }
    int version = listed.path("schema_version").asInt();
    if (version > SCHEMA_VERSION) {
      throw new UserError(
          list
              + " has schema version "
              + version
              + ", this program reads up to "
              + SCHEMA_VERSION
              + ": use a newer neurosweep");
    }
    listed
        .path("files")
        .properties()
        .forEach(
            each -> {
              Set<String> digests = new LinkedHashSet<>();
              each.getValue().forEach(digest -> digests.add(digest.asText()));
              if (isBelow(each.getKey()) && digests.stream().allMatch(DerivedFiles::isDigest)) {
                known.put(each.getKey(), digests);
              }
            });
  }

  /** A list from elsewhere must not lead out of the directory. */
  private static boolean isBelow(String path) {
    String[] names = path.split("/", -1);
    boolean sane = names.length <= 2;
    for (String name : names) {
      sane &= FileName.is(name);
    }
    return sane;
  }

  private static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  private void write(SortedMap<String, Set<String>> known) {
    ObjectNode list = JSON.createObjectNode();
    list.put("schema_version", SCHEMA_VERSION);
    ObjectNode paths = list.putObject("files");
    known.forEach(
        (path, digests) -> {
          ArrayNode array = paths.putArray(path);
          digests.forEach(array::add);
        });
    try {
      files.writeAtomically(
          new Path(root, LIST), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts always have a JSON form
    }
  }

  /** Of a regular file; anything else has none, and so is never ours. */
  private String digest(Path path) {
    try {
      if (files.isLink(path) || files.status(path).directory()) {
        return "";
      }
      MessageDigest digest = Sha256.begin();
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream in = files.open(path)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
      return Sha256.end(digest);
    } catch (IOException e) {
      throw IoFault.error("read", path, e);
    }
  }

  /** Deletes what was staged and not committed. */
  @Override
  public void close() {
    staged.values().forEach(files::discard);
    staged.clear();
  }
}
