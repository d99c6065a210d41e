package neurosweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Problems;
import neurosweep.core.Sha256;
import neurosweep.core.UserError;

/**
 * Downloads public sets into a local data directory. A file appears under its name only after its
 * SHA-256 was checked; what has arrived before an interruption stays in {@code NAME.part} and is
 * continued by the next run.
 */
public final class Fetch {
  private final Path directory;
  private final Options options;
  private final Progress progress;
  private final HttpClient client;
  private final Map<URI, String> unreachable = new HashMap<>();

  /**
   * What a user may choose.
   *
   * @param mirror an address to use in place of the known ones; file names are appended
   * @param acceptRecompressed whether a file with another SHA-256 is kept if it decodes to the
   *     right structure: element type, number of examples, 28 x 28 pixels, labels below 10; {@code
   *     data list} says whether its content is the known one
   * @param patience longest wait for a connection, an answer or the next bytes
   */
  public record Options(Optional<URI> mirror, boolean acceptRecompressed, Duration patience) {
    /** Known addresses, known SHA-256 only, 30 seconds. */
    public static final Options DEFAULT =
        new Options(Optional.empty(), false, Duration.ofSeconds(30));

    /** Refuses addresses that are not of the web. */
    public Options {
      mirror.ifPresent(
          address -> {
            String scheme = String.valueOf(address.getScheme());
            if (!scheme.matches("https?") || address.getHost() == null) {
              throw new UserError(
                  "--mirror is \""
                      + address
                      + "\", must start with http:// or https:// and name a host; copy local files"
                      + " into the data directory instead");
            }
          });
    }
  }

  /** How a file came to be there. */
  public enum Result {
    /** It was there, with the known SHA-256. */
    PRESENT,
    /** It was downloaded, with the known SHA-256. */
    FETCHED,
    /** It has another SHA-256 and was accepted for its structure. */
    ACCEPTED
  }

  /**
   * A file that is in place.
   *
   * @param file where
   * @param result how it came there
   */
  public record Fetched(Path file, Result result) {}

  /** Told how a download goes, on the thread that receives it. */
  public interface Progress {
    /** A transfer begins at that address. */
    void started(Path file, URI address);

    /** So many bytes of the file are there. */
    void advanced(Path file, long bytes);

    /** The file is in place. */
    void finished(Fetched fetched);
  }

  /** Fetches into {@code directory/<set>/}. */
  public Fetch(Path directory, Options options, Progress progress) {
    this.directory = directory;
    this.options = options;
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(options.patience)
            .build();
  }

  /**
   * Brings every file of a set into place. Files that could be had are kept even if others fail.
   *
   * @throws UserError with one line a file that could not be had: what was tried, and the remedy
   */
  public List<Fetched> fetch(PublicSet set) throws InterruptedException {
    List<URI> bases = options.mirror.map(List::of).orElse(set.bases());
    Path into = directory.resolve(set.name());
    List<Fetched> done = new ArrayList<>();
    Problems problems = new Problems();
    for (PublicSet.PublicFile file : set.files()) {
      Path target = into.resolve(file.name());
      try {
        Files.createDirectories(into);
        requireFile(target);
        requireFile(partOf(target));
        Result result = Files.exists(target) ? present(target, file) : had(target, file, bases);
        Fetched fetched = new Fetched(target, result);
        done.add(fetched);
        progress.finished(fetched);
      } catch (UserError e) {
        e.problems().forEach(problem -> problems.add("", problem));
      } catch (IOException e) {
        problems.add(target.toString(), "cannot be written (" + e + "); correct --data");
      }
    }
    problems.throwIfAny();
    return done;
  }

  private static Path partOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** A pipe or a device would be read for ever, and written to. */
  private static void requireFile(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserError(file + " is no file; move it away, or give another --data");
    }
  }

  private Result present(Path target, PublicSet.PublicFile file) throws IOException {
    String sha256 = sha256(target);
    if (sha256.equals(file.sha256())) {
      return Result.PRESENT;
    }
    if (!options.acceptRecompressed) {
      throw new UserError(
          "%s is there, but its SHA-256 is %s, must be %s; delete it to fetch it, or allow it with --accept-recompressed"
              .formatted(target, sha256, file.sha256()));
    }
    checkStructure(target, file.content());
    return Result.ACCEPTED;
  }

  /** Downloads from the first address that has the right file. */
  private Result had(Path target, PublicSet.PublicFile file, List<URI> bases)
      throws IOException, InterruptedException {
    Path part = partOf(target);
    List<String> tried = new ArrayList<>();
    if (Files.exists(part) && sha256(part).equals(file.sha256())) {
      return place(part, target, Result.FETCHED);
    }
    for (URI base : bases) {
      String reason = unreachable.get(base);
      if (reason == null) {
        URI address = address(base, file.name());
        try {
          return place(part, target, download(part, file, address, target));
        } catch (Download.Failure failure) {
          reason = failure.getMessage();
          if (failure.unreachable()) {
            unreachable.put(base, reason);
          }
        }
      }
      tried.add(address(base, file.name()) + " (" + reason + ")");
    }
    throw new UserError(
        "%s could not be fetched%s; give another address with --mirror URL, or place the file there by hand"
            .formatted(
                target,
                tried.isEmpty()
                    ? ": the set has no public address"
                    : " from " + String.join(", ", tried)));
  }

  private Result download(Path part, PublicSet.PublicFile file, URI address, Path target)
      throws IOException, InterruptedException, Download.Failure {
    Download download = new Download(client, options.patience, part, file.content().mostBytes());
    boolean resumed = Files.exists(part);
    progress.started(target, address);
    download.run(address, bytes -> progress.advanced(target, bytes));
    String sha256 = sha256(part);
    if (resumed && !sha256.equals(file.sha256())) { // the old part may be what is wrong
      Files.delete(part);
      download.run(address, bytes -> progress.advanced(target, bytes));
      sha256 = sha256(part);
    }
    if (sha256.equals(file.sha256())) {
      return Result.FETCHED;
    }
    String reason = "SHA-256 is %s, must be %s".formatted(sha256, file.sha256());
    if (options.acceptRecompressed) {
      try {
        checkStructure(part, file.content());
        return Result.ACCEPTED;
      } catch (UserError e) {
        reason += ", and " + e.problems().get(0);
      }
    }
    Files.delete(part);
    throw new Download.Failure(reason, false);
  }

  private static Result place(Path part, Path target, Result result) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return result;
  }

  private static URI address(URI base, String name) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + name : text + "/" + name);
  }

  private static void checkStructure(Path file, PublicSet.Content content) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    neurosweep.store.Files files = new neurosweep.store.Files();
    int count;
    if (content.images()) {
      IdxReader.Images images = IdxReader.images(path, files);
      count = images.count();
      if (images.rows() != PublicSet.SIZE || images.columns() != PublicSet.SIZE) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: pictures are %d x %d, must be %d x %d; delete the file",
                file,
                images.rows(),
                images.columns(),
                PublicSet.SIZE,
                PublicSet.SIZE));
      }
    } else {
      count = IdxReader.labels(path, files, PublicSet.CLASSES).length;
    }
    if (count != content.count()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: has %d examples, must have %d; delete the file",
              file,
              count,
              content.count()));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    }
  }
}
