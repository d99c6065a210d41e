package neurosweep.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.math.Backend;
import neurosweep.math.Precision;
import neurosweep.report.Design;
import neurosweep.search.Search;
import neurosweep.spec.SpecDiff;
import neurosweep.store.ParquetTable;
import neurosweep.store.ParquetTableReader;
import neurosweep.store.SweepDirectory;

/** One sweep: a plan, a directory, and the loop that fills the one from the other. */
public final class Sweep {
  private final Plan plan;
  private final SweepDirectory directory;
  private final Settings settings;
  private final Design design;
  private final Results results;

  /**
   * Where and how a sweep runs; nothing here changes a number.
   *
   * @param backend the backend that a new sweep is pinned to
   * @param environment program, Spark, machine, for the manifest
   * @param overrides the command line's changes to the job, so that the directory alone tells the
   *     plan
   * @param overwrite whether an existing sweep of another plan is given up
   */
  public record Settings(
      Backend backend,
      Map<String, Object> environment,
      List<String> overrides,
      boolean overwrite) {}

  /** Makes the runner of a sweep once its backend is known. */
  public interface RunnerFactory {

    /** A runner on that backend. */
    Runner on(String backend);
  }

  /** Prepares a sweep; writes nothing. */
  public Sweep(Plan plan, SweepDirectory directory, Settings settings) {
    this.plan = plan;
    this.directory = directory;
    this.settings = settings;
    this.design = ReportDesign.of(plan);
    this.results = new Results(directory, plan, design);
  }

  /** What the report compares. */
  public Design design() {
    return design;
  }

  /**
   * Runs what {@code search} asks for until it asks for nothing, and writes the results.
   *
   * @param runners where cells run; asked only if there is something to run
   * @param monitor follows the run
   * @return how all cells have ended
   * @throws UserError if the directory holds another plan or cannot be written
   */
  public History run(Search search, RunnerFactory runners, Monitor monitor) {
    Manifest manifest = begin();
    try (Journal journal = Journal.open(directory)) {
      journal.notices().forEach(monitor::notice);
      List<Cell> cells = search.next(plan.cells(), journal.history());
      boolean ran = !cells.isEmpty();
      if (ran) {
        try (Runner runner = runners.on(manifest.backend())) {
          manifest.write(directory);
          directory.files().delete(directory.success());
          monitor.begin(plan, journal.history(), cells.size(), runner.parallelism());
          while (!cells.isEmpty() && !monitor.stopped()) {
            runner.run(bundles(cells, manifest, runner), sink(journal, monitor), monitor::stopped);
            cells = search.next(plan.cells(), journal.history());
          }
        }
      }
      finish(journal, ran, monitor);
      return journal.history();
    }
  }

  private List<List<Cell>> bundles(List<Cell> cells, Manifest manifest, Runner runner) {
    double rate =
        Machine.flopsPerSecond(Backend.catalog().get(manifest.backend()), Precision.FLOAT32);
    return Schedule.bundles(plan, cells, rate, runner.parallelism());
  }

  /** Journals a result, counting its attempts over all runs, and tells the monitor. */
  private static Consumer<CellResult> sink(Journal journal, Monitor monitor) {
    return result -> {
      int before = journal.history().get(result.cell()).map(CellResult::attempt).orElse(0);
      CellResult counted =
          new CellResult(
              result.cell(),
              result.outcome(),
              result.seconds(),
              before + result.attempt(),
              result.host(),
              result.backend());
      journal.append(counted);
      monitor.ended(counted.withoutTables());
    };
  }

  /** Commits the plan to the directory, or refuses. */
  private Manifest begin() {
    directory.requireWritable();
    if (!directory.files().exists(directory.manifest())) {
      requireFresh();
      return commit(null);
    }
    Manifest before = Manifest.read(directory);
    if (before.planHash().equals(plan.hash()) && before.design().equals(design)) {
      return before;
    }
    if (!settings.overwrite() && !plannedIds().containsAll(committedIds())) {
      throw changed(before);
    }
    if (settings.overwrite() && !plannedIds().containsAll(committedIds())) {
      directory.files().delete(directory.root());
      return commit(null);
    }
    return commit(before);
  }

  private void requireFresh() {
    boolean journaled = directory.files().exists(directory.journal());
    if (journaled && !settings.overwrite()) {
      throw new UserError(
          directory.root()
              + " holds a journal but no manifest.json; restore the manifest, choose another"
              + " output with -o, or give the old results up with --overwrite");
    }
    if (journaled) {
      directory.files().delete(directory.root());
    }
  }

  private Manifest commit(Manifest before) {
    String now = Instant.now().toString();
    Manifest manifest =
        new Manifest(
            Manifest.SCHEMA_VERSION,
            before == null ? now : before.created(),
            now,
            plan.spec().resolved(),
            settings.overrides(),
            plan.hash(),
            plan.experiment().version(),
            design,
            plan.digests(),
            before == null ? settings.backend().name() : before.backend(),
            settings.environment());
    directory.files().createDirectory(directory.root());
    directory
        .files()
        .writeAtomically(
            directory.sweepYaml(),
            plan.spec().text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    results.writePlan();
    directory.files().delete(directory.success());
    manifest.write(directory);
    return manifest;
  }

  private Set<String> plannedIds() {
    Set<String> ids = new HashSet<>();
    plan.cells().forEach(cell -> ids.add(cell.id()));
    return ids;
  }

  private Set<String> committedIds() {
    Set<String> ids = new HashSet<>();
    try (ParquetTableReader rows =
        ParquetTable.read(
            directory.files().configuration(), directory.plan(), List.of("cell_id"))) {
      while (rows.hasNext()) {
        ids.add((String) rows.next()[0]);
      }
    }
    return ids;
  }

  private UserError changed(Manifest before) {
    Set<String> planned = plannedIds();
    Set<String> committed = committedIds();
    long gone = committed.stream().filter(id -> !planned.contains(id)).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        directory.root()
            + " holds another plan: "
            + gone
            + " of its "
            + committed.size()
            + " cells are not in this one. A plan may grow, not change.");
    SpecDiff.between(before.spec(), plan.spec().resolved()).forEach(line -> lines.add("  " + line));
    if (before.experimentVersion() != plan.experiment().version()) {
      lines.add(
          "  version of "
              + plan.experiment().name()
              + ": "
              + before.experimentVersion()
              + " -> "
              + plan.experiment().version());
    }
    plan.digests()
        .forEach(
            (set, digest) -> {
              String old = before.dataDigests().get(set);
              if (old != null && !old.equals(digest)) {
                lines.add("  data of " + set + ": " + old + " -> " + digest);
              }
            });
    lines.add("Choose another output with -o, another name, or start anew with --overwrite.");
    return new UserError(lines, UserError.PLAN_CHANGED);
  }

  private void finish(Journal journal, boolean ran, Monitor monitor) {
    boolean complete = plan.cells().stream().allMatch(journal.history()::hasResult);
    boolean written = directory.files().exists(directory.results());
    if (ran || !written || complete != directory.isComplete()) {
      monitor.notice("writing results");
      results.write(journal::forEach);
      if (complete) {
        directory.files().writeAtomically(directory.success(), new byte[0]);
      }
    }
  }
}
