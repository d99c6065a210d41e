package neurosweep.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import neurosweep.core.Catalog;
import neurosweep.core.Goal;
import neurosweep.core.Member;
import neurosweep.core.Metric;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.experiment.Experiment;
import neurosweep.store.IoFault;

/** Reads job files: a text and the command line's overrides become a {@link SweepSpec}. */
public final class SpecReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "experiment",
          "fixed",
          "grid",
          "variants",
          "zip",
          "exclude",
          "seeds",
          "sweep_seed",
          SearchReader.SEARCH,
          "select",
          "report",
          "claims",
          Keep.KEY);

  /** Longest job file in characters. */
  public static final int MOST_CHARACTERS = YamlReader.MOST_CHARACTERS;

  /** The plan holds every cell in memory, its key and its price; more are refused, never cut. */
  static final int MOST_CELLS = 5_000_000;

  /** There are not so many knobs, and each is overridden once. */
  private static final int MOST_OVERRIDES = 1000;

  private static final int LONGEST_OVERRIDE = 1 << 16;

  private final Catalog<Experiment> experiments;
  private final Catalog<? extends Member> searches;

  /** A reader for jobs over these experiments, searched in these ways. */
  public SpecReader(Catalog<Experiment> experiments, Catalog<? extends Member> searches) {
    this.experiments = experiments;
    this.searches = searches;
  }

  /** Jobs of the project that have another name now, by the old one. */
  private static final Map<String, String> RENAMED =
      Map.of("fig3.yaml", "fig3c.yaml (three tasks) or fig3b.yaml (MNIST)");

  /** What a job of the project that is no more is called now, as a clause, or nothing. */
  private static String renamed(Path file) {
    String now = RENAMED.get(String.valueOf(file.getFileName()));
    return now == null ? "" : "; it is " + now + " now";
  }

  /**
   * The text of a file, which may be a pipe: it can be read once.
   *
   * @throws UserError if it cannot be read as text
   */
  public static String text(Path file) {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      // A character takes at most 4 bytes: more than this is too long in any case.
      byte[] bytes = in.readNBytes(4 * YamlReader.MOST_CHARACTERS + 4);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserError(name + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      if (IoFault.isOfProcess(e)) {
        throw IoFault.error("read", new org.apache.hadoop.fs.Path(name), e);
      }
      boolean there = Files.exists(file);
      String fault =
          there
              ? ": cannot be read as a file: " + IoFault.why(e)
              : ": does not exist" + renamed(file);
      throw new UserError(name + fault, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param text a job file
   * @param file its name in messages
   * @param overrides {@code key=value} each
   * @throws UserError with every problem of the text and the overrides
   */
  public SweepSpec read(String text, String file, List<String> overrides) {
    requireBounded(overrides);
    Problems problems = new Problems();
    List<CommandOverride> changes = CommandOverride.parseAll(overrides, problems);
    Optional<Yaml.Mapping> root = root(text, file, problems);
    if (root.isEmpty()) {
      problems.throwIfAny();
    }
    Yaml.Mapping job = root.orElseThrow();
    for (CommandOverride change : changes) {
      job = change.isSetting() && !change.isPart() ? change.edit(job) : job;
    }
    for (CommandOverride change : changes) { // whatever their order, a section and then its parts
      job = change.isSetting() && change.isPart() ? change.edit(job) : job;
    }
    job.allow(KEYS, problems);
    return resolve(job, changes, new Source(text, file, overrides), problems);
  }

  /**
   * Refuses more changes to a job than anybody makes, wherever they come from.
   *
   * @throws UserError if there are too many or one is too long
   */
  public static void requireBounded(List<String> overrides) {
    if (overrides.size() > MOST_OVERRIDES) {
      throw new UserError(
          "there are " + overrides.size() + " overrides, must be at most " + MOST_OVERRIDES);
    }
    for (String each : overrides) {
      if (each != null && each.length() > LONGEST_OVERRIDE) {
        throw new UserError(
            "override "
                + each.substring(0, 40)
                + "... has "
                + each.length()
                + " characters, must have at most "
                + LONGEST_OVERRIDE
                + "; write it into the job");
      }
    }
  }

  private record Source(String text, String file, List<String> overrides) {
    /** The text with the overrides as a comment, one a line. */
    String annotated() {
      StringBuilder all = new StringBuilder(text);
      if (!overrides.isEmpty()) {
        all.append(text.endsWith("\n") ? "" : "\n");
        all.append("# Overrides on the command line, which are not applied above:\n");
        overrides.forEach(o -> all.append("#   ").append(o.replaceAll("\\R", " ")).append('\n'));
      }
      return all.toString();
    }
  }

  private static Optional<Yaml.Mapping> root(String text, String file, Problems problems) {
    Optional<Yaml> root = YamlReader.ofFile(file, problems).read(text);
    boolean nothing =
        root.isEmpty() || (root.get() instanceof Yaml.Scalar scalar && scalar.missing());
    if (nothing) {
      if (problems.lines().stream().noneMatch(line -> line.startsWith(file))) {
        problems.add(file, "is empty, must be a job file with at least name and experiment");
      }
      return Optional.empty();
    }
    return root.get().mapping("a map of " + String.join(", ", KEYS), problems);
  }

  private SweepSpec resolve(
      Yaml.Mapping job, List<CommandOverride> changes, Source source, Problems problems) {
    SettingsReader settings = new SettingsReader(job, problems);
    String name = settings.name();
    String description = settings.description();
    List<Long> seeds = settings.seeds();
    Optional<Given> sweepSeed = settings.sweepSeed();
    SearchSettings search = new SearchReader(searches, problems).read(job);
    Optional<Experiment> experiment =
        settings
            .experiment(experiments)
            .flatMap(found -> new DefinitionReader(found, problems).read(job, changes));
    if (experiment.isEmpty()) {
      problems.throwIfAny(); // without the experiment no knob is known
    }
    Knobs knobs = new Knobs(experiment.orElseThrow());
    Selection selection = settings.selection(experiment.get(), knobs);
    ReportSettings report = settings.report(experiment.get(), knobs, seeds.size());
    Keep keep = settings.keep(experiment.get());
    List<WrittenClaim> claims = new ClaimReader(experiment.get(), knobs, problems).read(job);
    Draft draft = draft(job, changes, knobs, problems);
    sweepSeed.ifPresent(seed -> seedSweep(draft, seed));
    Expansion expansion = new Expansion(draft, knobs, problems);
    if (expansion.fits(source.file) && draft.membersKnown) {
      expansion.reportUnread();
    }
    problems.throwIfAny();
    Configurations configurations = expansion.run();
    if (configurations.isEmpty()) {
      problems.add(source.file, "exclude leaves no configuration; remove an entry of exclude");
    }
    refuseTooMany(configurations.size(), seeds.size(), source.file, problems);
    problems.throwIfAny();
    long root = sweepSeed.map(seed -> (Long) seed.value()).orElse(0L);
    Grid grid =
        Grid.of(
            expansion.observed(),
            draft.drawn(),
            configurations,
            expansion.combinations(configurations),
            root,
            seeds);
    requireSelected(selection, settings.namesOver(), grid, source.file, problems);
    Selection complete = complete(selection, settings.namesOver(), grid, knobs, experiment.get());
    requireMeasured("select", complete.metric(), experiment.get(), grid, source.file, problems);
    requireMeasured("report", report.metric(), experiment.get(), grid, source.file, problems);
    List<Claim> stated =
        new ClaimPlan(experiment.get(), grid, problems)
            .resolved(
                claims,
                report.metric().orElseGet(() -> compared(complete, experiment.get(), grid)),
                !source.overrides.isEmpty());
    problems.throwIfAny();
    return new SweepSpec(
        name,
        description,
        experiment.get().name(),
        grid,
        search,
        complete,
        report,
        stated,
        keep,
        source.annotated());
  }

  /** A configuration without the metric could never be selected, and nobody would say so. */
  private static void requireMeasured(
      String section,
      Optional<String> named,
      Experiment experiment,
      Grid grid,
      String file,
      Problems problems) {
    for (Metric<?> metric : experiment.metrics()) {
      if (!named.filter(metric.name()::equals).isPresent()) {
        continue;
      }
      long without =
          grid.configurations().stream()
              .filter(values -> !experiment.measures(metric, values))
              .count();
      if (without > 0) {
        problems.add(
            file,
            String.format(
                Locale.ROOT,
                "%s.metric is %s, which %,d of %,d configurations do not measure: %s",
                section,
                metric.name(),
                without,
                grid.configurations().size(),
                experiment.without(metric)));
      }
    }
  }

  /** A drawn value is one of many: nobody would compare each with each. */
  private static void requireSelected(
      Selection given, boolean namesOver, Grid grid, String file, Problems problems) {
    for (String axis : grid.drawn().keySet()) {
      if (namesOver && !given.over().contains(axis)) {
        problems.add(
            file,
            "select.over is "
                + given.over()
                + ", must hold "
                + axis
                + ", which is drawn: the best of its values is selected");
      }
    }
  }

  private static void refuseTooMany(
      long configurations, long seeds, String file, Problems problems) {
    if (configurations * seeds > MOST_CELLS) {
      problems.add(
          file,
          String.format(
              Locale.ROOT,
              "has %d cells (%d configurations x %d seeds), more than the %d that fit in memory; split the job",
              configurations * seeds,
              configurations,
              seeds,
              MOST_CELLS));
    }
  }

  private static Draft draft(
      Yaml.Mapping job, List<CommandOverride> changes, Knobs knobs, Problems problems) {
    Draft draft = new DraftReader(knobs, problems).read(job);
    for (CommandOverride change : changes) {
      if (!change.isSetting()) {
        change.apply(draft, knobs, problems);
      }
    }
    return draft;
  }

  private static void seedSweep(Draft draft, Given seed) {
    draft.mentioned.add(Knobs.SWEEP_SEED);
    Draft.Setting setting = new Draft.Setting(seed.place(), List.of(seed));
    draft.base.add(Draft.Dimension.of(Knobs.SWEEP_SEED, setting));
  }

  /** Fills in what the job leaves to the experiment and to the axes. */
  private static Selection complete(
      Selection given, boolean namesOver, Grid grid, Knobs knobs, Experiment experiment) {
    List<String> over = new ArrayList<>();
    for (String axis : grid.axes().keySet()) {
      boolean usual = knobs.is(axis, Param.Kind.REAL) || grid.drawn().containsKey(axis);
      if (namesOver ? given.over().contains(axis) : usual) {
        over.add(axis);
      }
    }
    Optional<String> metric = given.metric().or(() -> objective(experiment, grid));
    Optional<Goal> goal = given.goal().or(() -> metric.flatMap(name -> goal(experiment, name)));
    return new Selection(metric, goal, given.stable(), over);
  }

  /** What configurations are compared by, as {@code result.Design} says it of a whole sweep. */
  private static String compared(Selection complete, Experiment experiment, Grid grid) {
    String metric =
        complete
            .metric()
            .orElseGet(() -> experiment.objective(grid.configurations().get(0)).name());
    return Selection.compared(metric, experiment.metrics());
  }

  private static Optional<Goal> goal(Experiment experiment, String name) {
    return experiment.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .map(metric -> metric.meaning().goal());
  }

  private static Optional<String> objective(Experiment experiment, Grid grid) {
    String objective = experiment.objective(grid.configurations().get(0)).name();
    for (Values configuration : grid.configurations()) {
      if (!experiment.objective(configuration).name().equals(objective)) {
        return Optional.empty();
      }
    }
    return Optional.of(objective);
  }
}
