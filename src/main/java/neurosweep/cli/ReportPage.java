package neurosweep.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import neurosweep.core.ShellWord;
import neurosweep.page.Origin;
import neurosweep.page.Page;
import neurosweep.report.Figures;
import neurosweep.report.Report;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Manifest;

/** Writes {@code report.html} with what the manifest and the job say of a sweep's origin. */
final class ReportPage {
  private static final int MOST_JOB_BYTES = 16 << 20;

  private ReportPage() {}

  static List<String> write(
      SweepDirectory directory, Manifest manifest, Report.Written tables, Figures.Written figures) {
    Origin origin =
        new Origin(manifest.provenance(directory), job(directory, manifest), command(directory));
    return Page.write(directory, manifest.design(), tables.files(), figures, origin);
  }

  /** The job as given, and what the command line changed. */
  private static String job(SweepDirectory directory, Manifest manifest) {
    StringBuilder job = new StringBuilder();
    directory
        .files()
        .readIfPresent(directory.sweepYaml(), MOST_JOB_BYTES)
        .ifPresent(text -> job.append(new String(text, StandardCharsets.UTF_8)));
    if (!manifest.overrides().isEmpty()) {
      job.append("\n# changed on the command line:\n");
      manifest.overrides().forEach(each -> job.append("#   ").append(each).append('\n'));
    }
    return job.toString();
  }

  /** Without absolute paths, which may name persons. */
  private static String command(SweepDirectory directory) {
    String root = directory.root().toUri().getPath();
    Path here = Path.of("").toAbsolutePath();
    boolean local = "file".equals(directory.root().toUri().getScheme());
    boolean below = local && Path.of(root).startsWith(here);
    String place = below ? here.relativize(Path.of(root)).toString() : directory.name();
    return ShellWord.command(List.of("scripts/neurosweep", "show", place));
  }
}
