package neurosweep.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import neurosweep.core.Catalog;
import neurosweep.core.Column;
import neurosweep.core.Member;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import neurosweep.math.Backend;
import neurosweep.result.AxisText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists members and their knobs. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what a job can name: the members of a family with their knobs.",
      "Without an argument: every family and its members' names. With 'columns': the schema of every"
          + " Parquet table.",
      "Example: neurosweep list rules; neurosweep list classification"
    })
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FAMILY|EXPERIMENT",
      description =
          "a family, an experiment for all its knobs and columns, or 'columns' for the schema")
  private String what;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Map<String, Catalog<?>> families = Families.byName();
    if (what == null) {
      families.forEach(
          (family, catalog) ->
              out.printf(Locale.ROOT, "%-14s %s%n", family, String.join(", ", catalog.names())));
    } else if (what.equals(ColumnList.NAME)) {
      ColumnList.print(out);
    } else if (families.containsKey(what)) {
      families.get(what).members().forEach(member -> print(out, member));
    } else if (Experiment.CATALOG.has(what)) {
      print(out, Experiment.CATALOG.get(what));
    } else {
      List<String> known = new java.util.ArrayList<>(families.keySet());
      known.addAll(Experiment.CATALOG.names());
      known.add(ColumnList.NAME);
      throw new UserError(Names.unknown("family or experiment", what, known));
    }
    return 0;
  }

  private static void print(PrintWriter out, Member member) {
    out.printf(Locale.ROOT, "%-22s %s%n", member.name(), member.doc());
    if (member instanceof Backend backend) {
      out.printf(Locale.ROOT, "    %s%n", backend.unavailable().orElseGet(backend::detail));
    }
    if (!(member instanceof Experiment)) {
      member.params().forEach(param -> print(out, param));
    }
  }

  private static void print(PrintWriter out, Experiment experiment) {
    out.println(experiment.name() + ": " + experiment.doc());
    out.println("knobs:");
    Param.possible(experiment.params()).forEach(param -> print(out, param));
    experiment.budget().ifPresent(budget -> out.println("budget: " + budget.knob().name()));
    out.println("metrics:");
    experiment.metrics().forEach(column -> print(out, column.column()));
    for (Table table : experiment.tables()) {
      out.println("table " + table.name() + ":");
      table.columns().forEach(column -> print(out, column.column()));
    }
    if (!experiment.plots().isEmpty()) {
      out.println("plots:");
      experiment
          .plots()
          .forEach(plot -> out.printf(Locale.ROOT, "    %-32s %s%n", plot.name(), plot.doc()));
    }
  }

  private static void print(PrintWriter out, Param<?> param) {
    String words = String.join("|", param.words());
    String type = words.isEmpty() ? param.kind().name().toLowerCase(Locale.ROOT) : words;
    String unit = param.unit().isEmpty() ? "" : " [" + param.unit() + "]";
    String bounds = param.bounds().isEmpty() ? "" : ", " + param.bounds();
    out.printf(
        Locale.ROOT,
        "    %-22s %s (%s%s, default %s)%n",
        param.name() + unit,
        param.doc(),
        type,
        bounds,
        AxisText.of(param.defaultValue()));
  }

  private static void print(PrintWriter out, Column column) {
    String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
    out.printf(Locale.ROOT, "    %-32s %s%n", column.name() + unit, column.doc());
  }
}
