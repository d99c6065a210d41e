package neurosweep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.ClaimVerdict;
import neurosweep.analysis.ClaimVerdicts;
import neurosweep.core.Cell;
import neurosweep.core.ShellWord;
import neurosweep.report.chart.Figures;
import neurosweep.report.format.Report;
import neurosweep.report.page.Origin;
import neurosweep.report.page.Page;
import neurosweep.result.Design;
import neurosweep.result.Provenance;
import neurosweep.store.BoundedJson;
import neurosweep.store.DerivedFiles;
import neurosweep.store.FileEntry;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CodeDigest;
import neurosweep.sweep.Manifest;

/**
 * Tables, figures and the page of a sweep: one step for every command that makes them, one reading
 * of the results.
 *
 * <p>When a report is current is decided here alone. The page is written last; then the sweep's
 * mark, {@code _SUCCESS} or {@code _INCOMPLETE}, takes a digest of what the report was made from
 * and by (program, manifest, verification) and of the digests and lengths of all that was made. A
 * run that computes cells deletes the file, a run that dies in a report leaves it empty, and
 * whatever is missing or of another length changes the digest.
 */
final class Reporting {
  /** Characters of the job on the page. */
  private static final int MOST_SHOWN = 200_000;

  private static final int MOST_MARK_BYTES = 1000;
  private static final int MOST_TABLE_BYTES = 64 << 20;

  private final SweepDirectory sweep;
  private final Manifest manifest;

  /**
   * What was made.
   *
   * @param verdicts of the claims of the job
   * @param claims the same for a terminal, one line each
   * @param main the main table as Markdown
   * @param tables files that were written
   * @param figures a line that names them
   * @param page the page
   * @param left files below the sweep that were not written, since somebody else's stand there
   */
  record Made(
      List<ClaimVerdict> verdicts,
      List<String> claims,
      String main,
      List<org.apache.hadoop.fs.Path> tables,
      String figures,
      org.apache.hadoop.fs.Path page,
      List<String> left) {

    /** Whether the page that stands there is somebody else's. */
    boolean pageLeft() {
      return left.contains(page.getName());
    }

    /** Prints the verdicts and the main table. */
    void printResults(PrintWriter out) {
      claims.forEach(out::println);
      if (!claims.isEmpty()) {
        out.println();
      }
      main.lines().forEach(out::println);
      out.println();
    }

    /** Says what was not written and why. */
    void printLeft(PrintWriter err) {
      if (!left.isEmpty()) {
        err.println(
            "warning: not written, since what stands there is not as neurosweep left it: "
                + String.join(", ", left)
                + "; move it away, then run 'neurosweep report'");
      }
    }
  }

  /** Of a sweep as it is now. */
  Reporting(SweepDirectory sweep) {
    this.sweep = sweep;
    this.manifest = Manifest.read(sweep);
  }

  /** What was made from exactly these results by exactly this program, if it is all there. */
  Optional<Made> current() {
    boolean current =
        sweep
            .files()
            .readIfPresent(sweep.mark(), MOST_MARK_BYTES)
            .filter(mark -> new String(mark, StandardCharsets.UTF_8).equals(digest()))
            .isPresent();
    return current ? Optional.of(found()) : Optional.empty();
  }

  private Made found() {
    List<org.apache.hadoop.fs.Path> tables =
        sweep.files().list(sweep.tables()).stream().map(FileEntry::path).toList();
    String main =
        sweep
            .files()
            .readIfPresent(
                new org.apache.hadoop.fs.Path(sweep.tables(), "main.md"), MOST_TABLE_BYTES)
            .map(text -> new String(text, StandardCharsets.UTF_8))
            .orElse("");
    Design design = manifest.design();
    List<ClaimVerdict> verdicts =
        design.claims().isEmpty() ? List.of() : ClaimVerdicts.of(Analysis.read(sweep, design));
    return new Made(
        verdicts,
        Claims.lines(design, verdicts),
        main,
        tables,
        "Figures: " + sweep.figures(),
        sweep.report(),
        List.of());
  }

  /**
   * Makes all three anew.
   *
   * @param results the sweep, perhaps with its results elsewhere
   */
  Made make(SweepDirectory results) {
    return make(results, Analysis.read(results, manifest.design()));
  }

  /**
   * Makes all three anew from results that have been read.
   *
   * @param results the sweep, perhaps with its results elsewhere
   */
  Made make(SweepDirectory results, Analysis read) {
    Provenance provenance = manifest.provenance(sweep);
    Analysis analysis = read.from(provenance);
    Report.Written tables = Report.write(results, analysis);
    Figures.Written figures = Figures.write(results, analysis);
    Origin origin = new Origin(provenance, job(), command());
    List<String> left = new ArrayList<>(tables.left());
    left.addAll(figures.left());
    left.addAll(Page.write(results, analysis, tables.files(), figures, origin));
    requireKept();
    if (sweep.isCurrent() && left.isEmpty()) {
      sweep.mark(sweep.mark(), digest().getBytes(StandardCharsets.UTF_8));
    }
    List<org.apache.hadoop.fs.Path> written =
        tables.files().stream()
            .filter(file -> !left.contains(sweep.tables().getName() + "/" + file.getName()))
            .toList();
    List<ClaimVerdict> verdicts = ClaimVerdicts.of(analysis);
    return new Made(
        verdicts,
        Claims.lines(analysis.design(), verdicts),
        tables.main(),
        written,
        whole(figures).toString(),
        sweep.report(),
        left);
  }

  /** The figures of which every file was written. */
  private static Figures.Written whole(Figures.Written figures) {
    Map<String, String> captions = new LinkedHashMap<>(figures.captions());
    String folder = figures.directory().getName() + "/";
    captions
        .keySet()
        .removeIf(
            name -> figures.left().stream().anyMatch(file -> file.startsWith(folder + name + ".")));
    return new Figures.Written(figures.directory(), captions, figures.left());
  }

  /** A report that is not there any more is no success. */
  private void requireKept() {
    for (String path : new DerivedFiles(sweep.files(), sweep.root()).listed()) {
      boolean made =
          List.of(sweep.tables().getName(), sweep.figures().getName(), sweep.report().getName())
              .contains(path.replaceFirst("/.*", ""));
      if (made && length(path) < 0) {
        throw sweep.vanished(new org.apache.hadoop.fs.Path(sweep.root(), path));
      }
    }
    if (!sweep.exists()) {
      throw sweep.vanished(sweep.manifest());
    }
  }

  private String digest() {
    StringBuilder basis = new StringBuilder(CodeDigest.program());
    for (org.apache.hadoop.fs.Path file :
        List.of(sweep.manifest(), sweep.verification(), sweep.list())) {
      basis.append('\n').append(file.getName()).append('\n');
      sweep
          .files()
          .readIfPresent(file, BoundedJson.MOST_BYTES)
          .ifPresent(text -> basis.append(new String(text, StandardCharsets.UTF_8)));
    }
    for (String path : new DerivedFiles(sweep.files(), sweep.root()).listed()) {
      basis.append('\n').append(path).append(' ').append(length(path));
    }
    return Cell.hash(basis.toString());
  }

  /** In bytes; -1 where the file is missing. */
  private long length(String path) {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(sweep.root(), path);
    try {
      return sweep.files().status(file).length();
    } catch (IOException e) {
      return -1;
    }
  }

  /** The job as given, and what the command line changed. */
  private String job() {
    StringBuilder job = new StringBuilder(cut(sweep.job().orElse("")));
    if (!manifest.overrides().isEmpty()) {
      job.append("\n# changed on the command line:\n");
      manifest.overrides().forEach(each -> job.append("#   ").append(each).append('\n'));
    }
    return cut(job.toString());
  }

  /** Few jobs have more than a page of lines; nobody reads a book of them there. */
  private static String cut(String job) {
    return job.length() <= MOST_SHOWN
        ? job
        : job.substring(0, MOST_SHOWN) + "\n# cut here; sweep.yaml and manifest.json hold all\n";
  }

  /** Without absolute paths, which may name persons. */
  private String command() {
    String root = sweep.root().toUri().getPath();
    Path here = Path.of("").toAbsolutePath();
    boolean local = Files.isLocal(sweep.root());
    boolean below = local && Path.of(root).startsWith(here);
    String place = below ? here.relativize(Path.of(root)).toString() : sweep.name();
    return ShellWord.command(List.of("scripts/neurosweep", "show", place));
  }
}
