package neurosweep.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Predictions;
import neurosweep.core.Cell;
import neurosweep.core.Outcome;
import neurosweep.core.UserError;
import neurosweep.journal.History;
import neurosweep.journal.Journal;
import neurosweep.journal.JournalReader;
import neurosweep.math.Backend;
import neurosweep.result.Axis;
import neurosweep.result.Design;
import neurosweep.spec.Keep;
import neurosweep.store.DerivedFiles;
import neurosweep.store.SweepDirectory;
import neurosweep.store.lease.Lease;

/** One sweep: a plan, a directory, and the loop that fills the one from the other. */
public final class Sweep {
  private final SweepDirectory directory;
  private final Settings settings;
  private Plan plan;
  private Design design;
  private Analysis analysis;
  private Idleness idleness;

  /**
   * Where and how a sweep runs; nothing here changes a number.
   *
   * @param backend the backend that a new sweep is pinned to
   * @param prices predicts what cells cost, for their order and for whoever waits
   * @param environment program, Spark, machine, for the manifest; asked only where it is written
   * @param overrides the command line's changes to the job, so that the directory alone tells the
   *     plan
   * @param overwrite whether an existing sweep is given up, whatever its plan
   * @param mixBuilds whether a sweep goes on that other classes, libraries or kernels began
   */
  public record Settings(
      Backend backend,
      Pricing.Factory prices,
      Supplier<Map<String, Object>> environment,
      List<String> overrides,
      boolean overwrite,
      boolean mixBuilds) {}

  /** Makes the runner of a sweep once its backend is known. */
  public interface RunnerFactory {

    /**
     * A runner on that backend.
     *
     * @param cells what is to run
     */
    Runner on(String backend, List<Cell> cells);
  }

  /** Prepares a sweep; writes nothing. */
  public Sweep(Plan plan, SweepDirectory directory, Settings settings) {
    this.plan = plan;
    this.directory = directory;
    this.settings = settings;
    this.design = ReportDesign.of(plan);
  }

  /** What the results came to that a run wrote; empty where it found them written. */
  public Optional<Analysis> analysis() {
    return Optional.ofNullable(analysis);
  }

  /** How long cores had nothing to do in this run; empty where nothing was to run. */
  public Optional<Idleness> idleness() {
    return Optional.ofNullable(idleness);
  }

  /** What is run, with what its search has come upon so far. */
  public Plan plan() {
    return plan;
  }

  /** Where. */
  public SweepDirectory directory() {
    return directory;
  }

  /** What the report compares. */
  public Design design() {
    return design;
  }

  /**
   * Runs what the plan's search asks for until it asks for nothing, and writes the results.
   *
   * @param again states of cells that run again, instead of what the search asks for; none for that
   * @param runners where cells run; asked only if there is something to run
   * @param monitor follows the run
   * @return how all cells have ended
   * @throws UserError if another process writes the directory, it holds another plan or cannot be
   *     written, or the runner cannot start; nothing has been changed then. With exit code 1 if the
   *     run began and could not end, because of a fault of the file system or a lost lease
   */
  public History run(Set<Outcome.State> again, RunnerFactory runners, Monitor monitor) {
    directory.requireWritable();
    directory.requireFree();
    try (Lease lease = Lease.acquire(directory, monitor::notice)) {
      return run(lease, again, runners, monitor);
    }
  }

  /**
   * What a run begins with.
   *
   * @param before the sweep that it continues
   * @param agenda what is to run
   * @param prices of cells; made when asked for where nothing is to run
   * @param settled the journal where nothing is to run and nothing in it to put in order, or null:
   *     what is read here is read again by its writer, and held twice by nobody
   */
  private record Start(
      Optional<Manifest> before, Agenda agenda, Supplier<Pricing> prices, JournalReader settled) {
    boolean runs() {
      return !agenda.first().isEmpty();
    }
  }

  private Start start(Set<Outcome.State> again, Monitor monitor) {
    directory.requireFree();
    Optional<Manifest> before =
        settings.overwrite() ? Optional.empty() : new Acceptance(plan, directory).before();
    if (before.isEmpty()) {
      Pricing prices = settings.prices().on(backend(before), History.NONE);
      return new Start(before, Agenda.ofNothing(plan, again), () -> prices, null);
    }
    JournalReader journal = Journal.read(directory);
    Agenda agenda = Agenda.of(plan, journal, again);
    Backend backend = backend(before);
    if (agenda.first().isEmpty()) {
      return new Start(
          before,
          agenda,
          () -> settings.prices().on(backend, journal.history()),
          journal.isSettled() ? journal : null);
    }
    if (plan.experiment().isRun()) {
      new Continuation(directory, journal.history())
          .with(Machine.origin(backend.name()), settings.mixBuilds())
          .forEach(monitor::notice);
    }
    Pricing prices = settings.prices().on(backend, journal.history());
    return new Start(before, agenda, () -> prices, null);
  }

  private Backend backend(Optional<Manifest> before) {
    return before.map(old -> Backend.choose(old.backend())).orElseGet(settings::backend);
  }

  private History run(
      Lease lease, Set<Outcome.State> again, RunnerFactory runners, Monitor monitor) {
    Start start = start(again, monitor);
    Agenda agenda = start.agenda();
    List<Cell> expected = agenda.expected();
    plan = agenda.plan(design);
    design = agenda.design(design, expected);
    Backend backend = backend(start.before());
    // the runner before the first change: if it cannot start, the directory is as it was
    try (Checkpoints checkpoints = agenda.checkpoints(directory);
        Runner runner = start.runs() ? runners.on(backend.name(), expected) : null) {
      lease.verify();
      commit(start, expected, start.runs() ? runner.description() : Map.of());
      try {
        return start.settled() == null
            ? record(start, expected, lease, checkpoints, runner, monitor)
            : settle(start, lease, checkpoints, monitor);
      } catch (UserError e) {
        throw e.getCause() instanceof IOException ? e.incomplete() : e;
      }
    }
  }

  /** Writes what follows from a journal to which nothing is added, where that is to be done. */
  private History settle(Start start, Lease lease, Checkpoints checkpoints, Monitor monitor) {
    JournalReader journal = start.settled();
    History ended = journal.history();
    checkpoints.begin(ended);
    monitor.notice(nothingToRun(ended));
    if (!isDerived()) {
      start.agenda().conclude();
      derive(start, journal, ended, lease, monitor);
    }
    return ended;
  }

  /** Runs cells into the journal, writes what follows from it, and reads both back. */
  private History record(
      Start start,
      List<Cell> expected,
      Lease lease,
      Checkpoints checkpoints,
      Runner runner,
      Monitor monitor) {
    Pricing prices = runner == null ? null : start.prices().get();
    Journal.Permission permission = new Journal.Permission(lease::verify, lease::check);
    History ended;
    try (Journal journal = Journal.open(directory, permission)) {
      journal.notices().forEach(monitor::notice);
      ended = journal.history();
      checkpoints.begin(ended);
      new KeptFiles(directory).begin(ended);
      start.agenda().follow(journal);
      if (runner != null) {
        monitor.begin(prices, ended, expected, runner);
      } else {
        monitor.notice(nothingToRun(ended));
      }
      if (runner != null && !monitor.stopped() && !Thread.currentThread().isInterrupted()) {
        Feed feed =
            new Feed(
                start.agenda().source(prices, checkpoints),
                start.agenda().sink(journal, checkpoints, monitor),
                prices::wholeSeconds,
                runner::parallelism,
                System::nanoTime);
        idleness = feed.idleness();
        try (Narrator narrator = narrator(lease, runner)) {
          runner
              .run(narrator.counting(feed), () -> monitor.stopped() || lease.isLost())
              .ifPresent(monitor::stop);
        }
        lease.check();
      }
      if (!monitor.stopped() && !Thread.currentThread().isInterrupted()) {
        start.agenda().conclude();
      }
    }
    if (runner != null) {
      start.agenda().stages().forEach(monitor::notice);
      prices.learn(ended);
    }
    if (runner != null || !isDerived()) {
      derive(start, Journal.read(directory), ended, lease, monitor);
    }
    return ended;
  }

  private Narrator narrator(Lease lease, Runner runner) {
    List<String> axes =
        design.grid().axes().stream()
            .filter(axis -> axis.values().size() != 1)
            .map(Axis::name)
            .toList();
    boolean shared = plan.fullBudget() > 0;
    return new Narrator(
        directory,
        lease,
        runner::begun,
        cell -> (plan.place(cell, axes) + " seed=" + cell.seed()).strip(),
        cell -> shared ? CheckpointLine.of(cell).name() : cell.id());
  }

  /** Without its mark nobody knows whether the last run lived to write all of them. */
  private boolean isDerived() {
    return directory.files().exists(directory.results()) && directory.isCurrent();
  }

  /**
   * Writes what follows from the journal, reads it back and marks it.
   *
   * @param journal as it is read again
   * @param ended as it is remembered
   */
  private void derive(
      Start start, JournalReader journal, History ended, Lease lease, Monitor monitor) {
    boolean complete = start.agenda().isComplete(ended);
    settleDesign(start, complete, ended, lease);
    ReadBack back = new ReadBack(directory, plan, design, ended);
    back.requireJournaled(journal.history());
    monitor.notice("writing results");
    lease.verify();
    Results results = new Results(directory, plan.experiment(), design);
    analysis = results.write(journal.history(), journal::forEach, lease::verify, monitor::notice);
    back.requireTabled(analysis, journal);
    lease.verify();
    settleWeights(complete, ended, monitor);
    directory.unmark();
    directory.mark(complete ? directory.success() : directory.incomplete(), new byte[0]);
  }

  /** Keeps no more weights than the job wants, and tells how many there are not. */
  private void settleWeights(boolean complete, History ended, Monitor monitor) {
    Keep keep = plan.spec().keep();
    if (!keep.any()) {
      return;
    }
    KeptFiles kept = new KeptFiles(directory);
    Set<String> wanted =
        ended.byId().values().stream()
            .filter(result -> result.outcome().state().isResult())
            .map(result -> result.cell().id())
            .collect(Collectors.toSet());
    if (keep == Keep.SELECTED && complete) {
      wanted = analysis.selectedCells();
      kept.retainWeights(wanted);
    }
    long without = kept.without(wanted);
    if (without > 0) {
      monitor.notice(KeptFiles.lacking(without, wanted.size(), keep));
    }
  }

  /** What only the search could tell: its configurations, and how many of them are results. */
  private void settleDesign(Start start, boolean complete, History ended, Lease lease) {
    Plan grown = start.agenda().plan(design);
    Design known = complete ? start.agenda().design(design, ended) : design;
    boolean more = grown.cells().size() > plan.cells().size();
    plan = grown;
    if (known.equals(design) && !more) {
      return;
    }
    design = known;
    lease.verify();
    directory.unmark();
    if (more) {
      writePlan(Predictions.byConfiguration(directory), start.prices().get());
    }
    Manifest.read(directory).with(design).write(directory);
  }

  private void writePlan(Map<String, Double> first, Pricing prices) {
    new Results(directory, plan.experiment(), design)
        .writePlan(
            plan,
            cell -> {
              Double predicted = first.get(cell.configId());
              boolean asIs = predicted != null || !prices.isKnown(List.of(cell));
              return asIs ? predicted : (Double) prices.seconds(cell);
            });
  }

  private String nothingToRun(History history) {
    if (!plan.spec().search().isGrid()) {
      return String.format(
          Locale.ROOT,
          "nothing to run: the search is over, %,d cells have ended",
          history.byId().size());
    }
    long ended = plan.cells().stream().filter(cell -> history.get(cell).isPresent()).count();
    return String.format(
        Locale.ROOT, "nothing to run: %,d of %,d cells have ended", ended, plan.cells().size());
  }

  /** Makes the directory hold this plan. */
  private void commit(Start start, List<Cell> toRun, Map<String, String> runner) {
    Optional<Manifest> before = start.before();
    boolean same =
        before.isPresent()
            && before.get().planHash().equals(plan.hash())
            && before.get().design().equals(design)
            && before.get().keeps(plan.spec().keep());
    if (same && runner.isEmpty()) {
      return;
    }
    Map<String, Object> environment = new LinkedHashMap<>(settings.environment().get());
    environment.put("runner", runner);
    String now = Instant.now().toString();
    Manifest kept =
        same ? before.get().continued(now, environment) : manifest(before, now, environment);
    Manifest manifest = kept.expecting(start.agenda().expected(toRun, start.prices()));
    byte[] text = manifest.json(); // what could not be read again stops here
    if (before.isEmpty() && (directory.exists() || directory.files().exists(directory.journal()))) {
      directory.clear();
    }
    if (!same) {
      directory.files().createDirectory(directory.root());
      new DerivedFiles(directory.files(), directory.root()).begin();
      byte[] job = plan.spec().text().getBytes(StandardCharsets.UTF_8);
      directory.files().writeAtomically(directory.sweepYaml(), job);
      ProgramFiles.keep(directory, plan.programs());
      Map<String, Double> first =
          before.isEmpty() ? Map.of() : Predictions.byConfiguration(directory);
      writePlan(first, start.prices().get());
    }
    directory.unmark();
    directory.files().writeAtomically(directory.manifest(), text);
  }

  private Manifest manifest(
      Optional<Manifest> before, String now, Map<String, Object> environment) {
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        before.map(Manifest::created).orElse(now),
        now,
        plan.spec().resolved(),
        settings.overrides(),
        plan.hash(),
        plan.version(),
        design,
        plan.digests(),
        plan.shapes(),
        before.map(Manifest::backend).orElse(settings.backend().name()),
        Manifest.with(before.map(Manifest::runs).orElse(List.of()), now, environment),
        before.map(known -> PlanHistory.of(known, plan, design, directory, now)).orElse(List.of()),
        null);
  }
}
