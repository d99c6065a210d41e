package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import neurosweep.analysis.Sample;
import neurosweep.audit.Explanation;
import neurosweep.audit.TracedTable;
import neurosweep.core.CellResult;
import neurosweep.core.PathText;
import neurosweep.core.UserError;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CurrentResults;
import neurosweep.sweep.Manifest;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Traces a number of a table back to its cells. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Traces a number in a table back to its cells.",
      "Computes the table again and prints how the entry came about: configuration, cells by seed"
          + " with their values, data digests, code version, backend, and the command that runs"
          + " these cells again. Without --entry: what may be asked for. Exit code 1 if the file is"
          + " not what the results give. Reads only.",
      "Example: neurosweep explain out/quickstart/tables/main.csv --entry 'gait,2:peak test'"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String DEFAULT_TABLE = "main";

  @Spec private CommandSpec command;
  @Mixin private SharedOptions shared;

  @Parameters(
      index = "0",
      paramLabel = "FILE|DIR",
      description = "a file in the tables of a sweep, such as DIR/tables/main.csv, or the sweep")
  private String path;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "with DIR: one of 'list tables' (default: main)")
  private String table;

  @Option(
      names = "--entry",
      paramLabel = "ROW:COLUMN",
      description =
          "the row by number (#3) or by values (gait,2 or depth=2,algorithm=gait), and a heading or"
              + " an unambiguous part of it")
  private String entry;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "again",
      description = "where the command that is shown runs the cells (default: ${DEFAULT-VALUE})")
  private String out;

  @Override
  public Integer call() {
    PathText.check("--out", out);
    Path given = shared.files.resolve("FILE", path);
    boolean isSweep = shared.files.exists(new SweepDirectory(shared.files, given).manifest());
    Path file = isSweep ? null : given;
    SweepDirectory sweep = new SweepDirectory(shared.files, isSweep ? given : sweepOf(given));
    sweep.requireExists();
    Manifest manifest = Manifest.read(sweep);
    try (CurrentResults current = CurrentResults.of(sweep, manifest)) {
      TracedTable traced =
          TracedTable.of(current.directory(), manifest.design(), tableName(isSweep, given));
      Optional<String> stale =
          Optional.ofNullable(file).flatMap(each -> traced.difference(sweep, each));
      PrintWriter printed = command.commandLine().getOut();
      if (entry == null) {
        printChoices(printed, traced);
      } else {
        print(printed, traced, Explanation.of(sweep, manifest, traced.find(entry), out));
      }
      stale.ifPresent(what -> command.commandLine().getErr().println("warning: " + what));
      return stale.isPresent() ? 1 : 0;
    }
  }

  /** DIR of DIR/tables/NAME.ENDING. */
  private Path sweepOf(Path file) {
    Path tables = file.getParent();
    if (tables == null || tables.getParent() == null || !tables.getName().equals("tables")) {
      throw new UserError(
          file
              + " is neither a sweep directory nor a file in one's tables; give a path such as"
              + " out/NAME/tables/main.csv");
    }
    return tables.getParent();
  }

  private String tableName(boolean isSweep, Path given) {
    if (isSweep) {
      return table == null ? DEFAULT_TABLE : table;
    }
    if (table != null) {
      throw new UserError("--table is for a sweep directory; " + given + " names its table itself");
    }
    String name = given.getName();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static void printChoices(PrintWriter out, TracedTable traced) {
    out.println("rows of " + traced.text().name() + ":");
    traced.rows().forEach(row -> out.println("  " + row));
    out.println("columns:");
    traced.columns().forEach(column -> out.println("  " + column));
  }

  private static void print(PrintWriter out, TracedTable traced, Explanation explained) {
    TracedTable.Place place = explained.place();
    out.println("table    " + traced.text().name() + ": " + traced.text().notice());
    out.println("row      " + place.row());
    out.println("column   " + place.column());
    out.println("shown    " + place.entry().text());
    out.println("how      " + traced.text().caption());
    for (Explanation.Configuration configuration : explained.configurations()) {
      print(out, configuration);
    }
    Manifest manifest = explained.manifest();
    explained
        .digests()
        .forEach((set, digest) -> out.println("data     " + set + ", sha256 " + digest));
    out.println("plan     " + manifest.planHash());
    out.println(
        "program  neurosweep "
            + manifest.environment().get("neurosweep")
            + ", experiment version "
            + manifest.experimentVersion());
    out.println("computed by");
    explained.builds().facts().forEach((label, value) -> out.println("  " + label + " " + value));
    if (manifest.environment().get(Manifest.IMPORTED) instanceof Map<?, ?> from) {
      out.println("run elsewhere, imported with");
      from.forEach((what, value) -> out.println("  " + what + " " + value));
    } else {
      out.println("again:");
      explained.rerun().shell().forEach(line -> out.println("  " + line));
    }
  }

  private static void print(PrintWriter out, Explanation.Configuration configuration) {
    out.println("configuration " + configuration.id());
    configuration.knobs().forEach(knob -> out.println("  " + knob));
    List<String> head = new ArrayList<>(List.of("seed", "cell", "state"));
    head.addAll(configuration.metrics());
    head.addAll(List.of("backend", "host"));
    List<List<String>> lines = new ArrayList<>(List.of(head));
    for (CellResult run : configuration.runs()) {
      List<String> line = new ArrayList<>();
      line.add(Long.toString(run.cell().seed()));
      line.add(run.cell().id());
      line.add(run.outcome().state().name());
      for (String metric : configuration.metrics()) {
        Object value = run.outcome().measurements().scalars().get(metric);
        line.add(value == null ? "-" : value.toString());
      }
      line.add(run.backend());
      line.add(run.host());
      lines.add(line);
    }
    ColumnText.print(out, lines);
    for (String metric : configuration.metrics()) {
      Sample sample = configuration.sample(metric);
      if (sample.n() > 0) {
        out.printf(
            Locale.ROOT,
            "  %s: mean %s, SD %s, 95 %% t interval %s to %s, n = %d%n",
            metric,
            sample.mean(),
            sample.sd(),
            sample.low(),
            sample.high(),
            sample.n());
      }
    }
  }
}
