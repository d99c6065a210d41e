package neurosweep.report.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Completeness;
import neurosweep.analysis.Replicates;
import neurosweep.analysis.SearchRecord;
import neurosweep.core.Outcome.State;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;

/** What was computed, where, how long, and by which program. */
public final class ProvenanceTable implements ReportTable {
  @Override
  public String name() {
    return "provenance";
  }

  @Override
  public String doc() {
    return "cells, core-hours, hosts, program, Java, backend, data digests, plan, command";
  }

  @Override
  public TableText of(Analysis analysis) {
    List<List<Entry>> rows = new ArrayList<>();
    if (!analysis.groups().isEmpty()) {
      counts(analysis, rows);
      analysis
          .provenance()
          .facts(analysis.completeness().results(), analysis.builds())
          .forEach((name, value) -> rows.add(words(name, value)));
    }
    boolean here = analysis.design().canRun();
    return TableText.of(
        name(),
        analysis,
        here
            ? "what was computed, where, and by which program"
            : "what was imported, and by which program",
        here ? hours(analysis) : "Times and hosts are as the other tool tells them, if it does.",
        List.of(Heading.words("fact"), Heading.words("value")),
        rows);
  }

  private static String hours(Analysis analysis) {
    if (!analysis.search().trials().isEmpty()) {
      return "Core-hours are processor time; those of the results are a part of the search's.";
    }
    return "Core-hours are processor time of the cells that have ended"
        + (Double.isNaN(analysis.predictedCoreSeconds()) ? "." : "; the plan predicted theirs.");
  }

  private static List<Entry> words(String name, String value) {
    return List.of(Entry.of(name), Entry.of(value));
  }

  private static void counts(Analysis analysis, List<List<Entry>> rows) {
    List<Replicates> all =
        analysis.groups().stream().flatMap(group -> group.configurations().stream()).toList();
    Set<String> hosts = new HashSet<>();
    for (Replicates each : all) {
      for (Replicates.Run run : each.runs().values()) {
        hosts.add(run.trace().host());
        hosts.remove(""); // of another tool that did not say
      }
    }
    Completeness there = analysis.completeness();
    boolean searched = !analysis.search().trials().isEmpty();
    if (searched) {
      search(analysis, rows);
    }
    String results = searched ? " of the results" : "";
    String planned =
        analysis.design().canRun() ? "cells planned" : "cells, configurations times seeds";
    rows.add(number(searched ? "cells that count" : planned, there.planned(), all));
    rows.add(number("cells with a result", there.results(), all));
    rows.add(number("of these diverged", there.diverged(), all));
    rows.add(number("cells failed or timed out", there.failed(), all));
    rows.add(number("configurations", all.size(), all));
    rows.add(number("groups", analysis.groups().size(), all));
    boolean here = analysis.design().canRun();
    if (here || !Double.isNaN(analysis.coreSeconds())) {
      rows.add(hours("core-hours" + results, analysis.coreSeconds(), all));
    }
    double predicted = analysis.predictedCoreSeconds();
    if (!Double.isNaN(predicted)) {
      rows.add(hours("core-hours predicted" + results, predicted, all));
    }
    if (here || !hosts.isEmpty()) {
      rows.add(number("hosts", hosts.size(), all));
    }
  }

  /** All that was run, before what became results of it. */
  private static void search(Analysis analysis, List<List<Entry>> rows) {
    SearchRecord search = analysis.search();
    rows.add(number("cells of the search", search.trials().size(), List.of()));
    rows.add(number("of all these diverged", analysis.ended(State.DIVERGED), List.of()));
    long lost = analysis.ended(State.FAILED, State.TIMED_OUT);
    rows.add(number("of all these failed or timed out", lost, List.of()));
    rows.add(number("configurations of the search", search.configurations(), List.of()));
    rows.add(hours("core-hours of the search", search.seconds(), List.of()));
  }

  private static List<Entry> hours(String name, double seconds, List<Replicates> from) {
    return List.of(Entry.of(name), Entry.of(NumberText.real(seconds / 3600), from));
  }

  private static List<Entry> number(String name, long value, List<Replicates> from) {
    return List.of(Entry.of(name), Entry.of(String.format(Locale.ROOT, "%,d", value), from));
  }
}
