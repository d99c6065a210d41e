package neurosweep.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

  static org.apache.hadoop.fs.Path write(
      SweepDirectory directory, Manifest manifest, Report.Written tables, Figures.Written figures) {
    return Page.write(
        directory, manifest.design(), tables.files(), figures, origin(directory, manifest));
  }

  private static Origin origin(SweepDirectory directory, Manifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, Object> environment = manifest.environment();
    facts.put("neurosweep", text(environment, "neurosweep"));
    facts.put("code digest", text(environment, "code_digest"));
    facts.put("spark", text(environment, "spark"));
    facts.put("plan hash", manifest.planHash());
    facts.put("experiment version", Integer.toString(manifest.experimentVersion()));
    facts.put("begun", manifest.created());
    facts.put("last run", manifest.updated());
    facts.values().removeIf(value -> value == null || value.isEmpty());
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("backend", manifest.backend() + " " + text(environment, "backend_detail"));
    if (environment != null && environment.get("machine") instanceof Map<?, ?> described) {
      described.forEach((name, value) -> machine.put(name + "", value + ""));
    }
    return new Origin(
        facts, manifest.dataDigests(), machine, job(directory, manifest), command(directory));
  }

  private static String text(Map<String, Object> environment, String name) {
    Object value = environment == null ? null : environment.get(name);
    return value == null ? "" : value.toString();
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
    boolean plain = place.matches("[A-Za-z0-9._/-]+");
    return "scripts/neurosweep show " + (plain ? place : "'" + place.replace("'", "'\\''") + "'");
  }
}
