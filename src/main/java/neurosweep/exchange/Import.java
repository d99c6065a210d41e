package neurosweep.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Names;
import neurosweep.core.Origin;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.ShellWord;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.journal.Journal;
import neurosweep.spec.SpecReader;
import neurosweep.store.Files;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.Plan;
import neurosweep.sweep.Runner;
import org.apache.hadoop.fs.Path;

/** Trials that another tool has run, as a job and its results. */
public final class Import {
  /** Stands for the backend of cells that this program has not computed. */
  private static final String BACKEND = "imported";

  private static final int MOST_DIFFERENCES = 10;
  private static final int MOST_FAULTS = 10;

  private final ImportedJob job;
  private final Map<Key, ForeignTrial> trials = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * What the table does not say.
   *
   * @param style in whose words it is
   * @param metrics what was measured, as in {@code accuracy=max}; the first with an end selects
   * @param knobs columns that were varied, where the style does not tell
   * @param seed column of the replication, or {@code none}; empty for the one that is called so, if
   *     there is one
   */
  public record Request(ImportStyle style, List<String> metrics, List<String> knobs, String seed) {}

  /** A cell before there is a plan: values as texts in the order of the knobs. */
  private record Key(List<String> values, long seed) {}

  /**
   * Reads a table.
   *
   * @throws UserError with every fault
   */
  public Import(Path file, Files files, Request request) {
    ForeignTable table = ForeignTable.read(file, files);
    Problems problems = new Problems();
    ForeignColumns columns =
        new ForeignColumns(table.header(), request.style, request.knobs, request.seed, problems);
    TrialReader reader = new TrialReader(table, columns, problems);
    List<List<String>> rows = reader.rows();
    ForeignMetrics metrics = new ForeignMetrics(columns, request.metrics, rows, problems);
    problems.throwIfAny();
    List<ForeignKnob> knobs = knobs(columns, rows, problems);
    List<List<String>> configurations = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      configurations.add(knobs.stream().map(knob -> knob.values().get(row)).toList());
    }
    TrialSeeds seeds = TrialSeeds.of(columns, rows, configurations, problems);
    List<ForeignTrial> all = reader.trials(metrics, seeds.seeds());
    problems.throwIfAny();
    this.job = new ImportedJob(knobs, metrics.declared());
    int repeated = keep(configurations, all, problems);
    problems.throwIfAny();
    notice(columns, metrics, reader, seeds, repeated);
    List<Integer> apart = seeds.apart(configurations);
    if (!apart.isEmpty()) {
      notices.add(
          listed(apart.stream().map(at -> knobs.get(at).name()).toList())
              + ": trials of different values share no seeds, so that every configuration lacks those"
              + " of others, and such trials are not paired; to number trials instead, give --seed"
              + " none");
    }
    facts.put("from", request.style.name().toLowerCase(Locale.ROOT));
    facts.put("file", file.getName());
    facts.put("sha256", table.digest());
    facts.put("rows", table.rows().size());
    facts.put("trials", trials.size());
    facts.put("notes", String.join("; ", notices));
  }

  private List<ForeignKnob> knobs(
      ForeignColumns columns, List<List<String>> rows, Problems problems) {
    List<ForeignKnob> knobs = new ArrayList<>();
    for (int at : columns.all(Role.Kind.KNOB)) {
      List<String> cells = rows.stream().map(row -> row.get(at)).toList();
      if (cells.stream().anyMatch(Names::hasInvisible)) {
        problems.add(columns.title(at), "must hold no control or invisible characters");
      }
      long missing = cells.stream().filter(ForeignKnob::isMissing).count();
      if (missing > 0 && missing < cells.size()) {
        notices.add(
            String.format(
                Locale.ROOT,
                "%s: blank in %,d trials; they have the value none, and it is a knob of texts",
                columns.title(at),
                missing));
      }
      knobs.add(ForeignKnob.of(columns.name(at), cells));
    }
    problems.throwIfAny();
    return knobs;
  }

  /**
   * Keeps one trial a cell: of several the one that has a result, if it is alone.
   *
   * @return how many were left out for it
   */
  private int keep(List<List<String>> configurations, List<ForeignTrial> all, Problems problems) {
    int repeated = 0;
    int clashes = 0;
    for (int i = 0; i < all.size(); i++) {
      ForeignTrial trial = all.get(i);
      if (trial.seed() == TrialSeeds.NONE) {
        continue;
      }
      Key key = new Key(configurations.get(i), trial.seed());
      ForeignTrial before = trials.putIfAbsent(key, trial);
      if (before == null) {
        continue;
      }
      repeated++;
      if (!before.outcome().state().isResult()) {
        trials.put(key, trial);
      } else if (trial.outcome().state().isResult() && !trial.outcome().equals(before.outcome())) {
        clashes++;
        if (clashes > MOST_FAULTS) {
          continue;
        }
        problems.add(
            "rows " + before.row() + " and " + trial.row(),
            "have the same knobs and the seed "
                + trial.seed()
                + " and measure different numbers; name the column that tells them apart with"
                + " --seed, or what else was varied with --knobs");
      }
    }
    if (clashes > MOST_FAULTS) {
      problems.add("", "and " + (clashes - MOST_FAULTS) + " more pairs of rows");
    }
    return repeated;
  }

  private void notice(
      ForeignColumns columns,
      ForeignMetrics metrics,
      TrialReader reader,
      TrialSeeds seeds,
      int repeated) {
    if (!reader.left().isEmpty()) {
      List<String> counts = new ArrayList<>();
      reader
          .left()
          .forEach((word, count) -> counts.add(String.format(Locale.ROOT, "%,d %s", count, word)));
      notices.add(
          "left out, since they were not trained to their end: " + String.join(", ", counts));
    }
    if (repeated > 0) {
      notices.add(
          String.format(
              Locale.ROOT, "left out: %,d trials whose knobs and seed others have, too", repeated));
    }
    if (reader.unmeasured() > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d trials ended and have no %s: they count as failed; if they diverged, say so in a"
                  + " column diverged",
              reader.unmeasured(),
              metrics.objective()));
    }
    if (seeds.kind() != TrialSeeds.Kind.GIVEN) {
      long most = seeds.seeds().stream().mapToLong(Long::longValue).max().orElse(0);
      String why =
          seeds.kind() == TrialSeeds.Kind.COUNTED
              ? columns.passesSeedsOver() ? "--seed none" : "no column of seeds"
              : "most configurations share no seeds";
      notices.add(
          most > 1
              ? why
                  + ": trials of the same knobs count as seeds 1 to "
                  + most
                  + ", paired by chance"
              : why + ": one trial of each configuration counts, so nothing tells luck from skill");
    }
    columns
        .likeSeed()
        .ifPresent(
            name ->
                notices.add(
                    "no column is called seed; if "
                        + name
                        + " is the seed, give --seed "
                        + ShellWord.quoted(name)));
    long more = seeds.seeds().stream().filter(seed -> seed == TrialSeeds.NONE).count();
    if (more > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "left out: %,d trials of configurations that were run more often than most",
              more));
    }
    if (!columns.renamed().isEmpty()) {
      notices.add("named otherwise than in the table: " + listed(columns.renamed()));
    }
    if (!metrics.texts().isEmpty()) {
      notices.add("left out: columns without numbers: " + listed(metrics.texts()));
    }
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.stream().limit(Names.MOST_LISTED).toList());
    return names.size() <= Names.MOST_LISTED
        ? first
        : first + " and " + (names.size() - Names.MOST_LISTED) + " more";
  }

  /** What a user should know, a line each. */
  public List<String> notices() {
    return notices;
  }

  /** Where it is from, for the manifest. */
  public Map<String, Object> facts() {
    return facts;
  }

  /**
   * A job file.
   *
   * @param settings what else it says, in YAML: of what is selected, reported and claimed
   * @param where they are from, for messages
   */
  public String job(String name, String settings, String where) {
    ImportedJob.check(settings, where);
    Set<List<String>> configurations = new LinkedHashSet<>();
    Set<Long> seeds = new LinkedHashSet<>();
    for (Key key : trials.keySet()) {
      configurations.add(key.values);
      seeds.add(key.seed);
    }
    String text = job.text(name, settings, configurations, seeds);
    if (text.length() > SpecReader.MOST_CHARACTERS) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: has %,d configurations of %,d knobs, more than a job can name; leave out knobs"
                  + " that do not matter, or trials",
              where,
              configurations.size(),
              job.knobs().size()));
    }
    return text;
  }

  private Key key(Experiment experiment, Cell cell) {
    Map<String, Param<?>> params = new HashMap<>();
    experiment.params().forEach(param -> params.put(param.name(), param));
    List<String> values = new ArrayList<>();
    for (ForeignKnob knob : job.knobs()) {
      values.add(String.valueOf(params.get(knob.name()).of(cell.values())));
    }
    return new Key(values, cell.seed());
  }

  /**
   * What brings the results of its cells; those of which the table has no trial stay without.
   *
   * @param plan of {@link #job}
   */
  public Runner runner(Plan plan) {
    Map<String, CellResult> byId = new HashMap<>();
    for (Cell cell : plan.cells()) {
      ForeignTrial trial = trials.get(key(plan.experiment(), cell));
      if (trial != null) {
        byId.put(cell.id(), result(cell, trial));
      }
    }
    if (byId.size() != trials.size()) {
      throw new IllegalStateException(byId.size() + " cells for " + trials.size() + " trials");
    }
    return new KnownResults(byId);
  }

  private static CellResult result(Cell cell, ForeignTrial trial) {
    return new CellResult(
        cell,
        trial.outcome(),
        trial.seconds(),
        trial.cpuSeconds(),
        1,
        trial.host(),
        Origin.unknown(BACKEND));
  }

  /**
   * Refuses a table that says otherwise than one that was imported before.
   *
   * @throws UserError with what differs
   */
  public void requireSame(Plan plan, SweepDirectory directory) {
    if (!directory.exists()) {
      return;
    }
    Map<String, CellResult> known = Journal.read(directory).history().byId();
    List<String> lines = new ArrayList<>();
    long different = 0;
    for (Cell cell : plan.cells()) {
      CellResult before = known.get(cell.id());
      ForeignTrial now = trials.get(key(plan.experiment(), cell));
      if (before != null && now != null && !before.outcome().equals(now.outcome())) {
        different++;
        if (different <= MOST_DIFFERENCES) {
          lines.add("  " + plan.place(cell, names()) + " seed=" + cell.seed());
        }
      }
    }
    if (different > 0) {
      lines.add(
          0,
          String.format(
              Locale.ROOT,
              "%s holds other numbers for %,d of these trials; give another --name, or start anew"
                  + " with --overwrite:",
              directory.root(),
              different));
      throw new UserError(lines, UserError.PLAN_CHANGED);
    }
  }

  private List<String> names() {
    return job.knobs().stream().map(ForeignKnob::name).toList();
  }
}
