package neurosweep.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import neurosweep.core.Catalog;
import neurosweep.core.Column;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Table;
import neurosweep.core.UserError;
import neurosweep.experiment.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists members and their knobs. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what a job can name: the members of a family with their knobs, or one member.",
      "Without an argument: every family and its members' names. With 'columns': the schema of every"
          + " Parquet table.",
      "Example: neurosweep list rules; neurosweep list gait; neurosweep list classification"
    })
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FAMILY|MEMBER",
      description =
          "a family, a member such as a rule or an experiment, or 'columns' for the schema")
  private String what;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Map<String, Catalog<?>> families = Families.byName();
    MemberText text = new MemberText(out);
    if (what == null) {
      families.forEach(
          (family, catalog) ->
              out.printf(Locale.ROOT, "%-14s %s%n", family, String.join(", ", catalog.names())));
    } else if (what.equals(ColumnList.NAME)) {
      ColumnList.print(out);
    } else if (families.containsKey(what)) {
      families.get(what).members().forEach(text::line);
    } else if (Experiment.CATALOG.has(what)) {
      print(out, Experiment.CATALOG.get(what));
    } else {
      printMembers(families, text);
    }
    return 0;
  }

  /** Members of several families may share a name. */
  private void printMembers(Map<String, Catalog<?>> families, MemberText text) {
    Set<String> known = new LinkedHashSet<>(families.keySet());
    known.add(ColumnList.NAME);
    boolean found = false;
    for (Map.Entry<String, Catalog<?>> family : families.entrySet()) {
      if (family.getValue().has(what)) {
        if (found) {
          command.commandLine().getOut().println();
        }
        found = true;
        text.whole(family.getKey(), family.getValue(), family.getValue().get(what));
      }
      known.addAll(family.getValue().names());
    }
    if (!found) {
      throw new UserError(Names.unknown("family or member", what, known));
    }
  }

  private static void print(PrintWriter out, Experiment experiment) {
    out.println(experiment.name() + ": " + experiment.doc());
    out.println("knobs:");
    Param.possible(experiment.params()).forEach(new MemberText(out)::knob);
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

  private static void print(PrintWriter out, Column column) {
    String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
    out.printf(Locale.ROOT, "    %-32s %s%n", column.name() + unit, column.doc());
  }
}
