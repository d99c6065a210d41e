package neurosweep.report.table;

import java.util.ArrayList;
import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Group;
import neurosweep.analysis.SearchRecord;
import neurosweep.analysis.Stage;
import neurosweep.report.text.Caption;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.SearchText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Design;
import neurosweep.result.Searched;

/** One row a group and stage of a search: what was tried there, what went on, what it cost. */
public final class SearchTable implements ReportTable {
  @Override
  public String name() {
    return "search";
  }

  @Override
  public String doc() {
    return "what a search tried at each stage and what it cost; there is none without a search";
  }

  @Override
  public boolean applies(Design design) {
    return design.select().searched().applies();
  }

  @Override
  public TableText of(Analysis analysis) {
    SearchRecord search = analysis.search();
    if (search.trials().isEmpty()) {
      return TableText.notMade(analysis, name(), "no cell of a search is known");
    }
    SearchText.Unit unit = SearchText.unit(analysis);
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : search.groups(analysis.groups())) {
      for (Stage stage : search.stages(group)) {
        List<Entry> row = groups.begin(group);
        row.addAll(row(stage, staged(analysis), unit));
        rows.add(row);
      }
    }
    Design design = analysis.design();
    List<Heading> headings = groups.headings();
    if (staged(analysis)) {
      headings.add(Heading.number(SearchText.stage(design)));
    }
    headings.add(Heading.number("configurations"));
    headings.add(new Heading("cells", true, "cells tried"));
    headings.add(Heading.number("diverged"));
    headings.add(Heading.number("failed"));
    headings.add(Heading.number("kept"));
    headings.add(Heading.number(Caption.best(design)));
    headings.add(Heading.number(unit.words()));
    Searched searched = design.select().searched();
    return TableText.of(
        name(),
        analysis,
        "what " + searched.described() + " tried and what it cost",
        note(analysis, searched),
        headings,
        rows);
  }

  private static boolean staged(Analysis analysis) {
    return analysis.design().select().searched().givesUp();
  }

  private static String note(Analysis analysis, Searched searched) {
    List<String> parts = new ArrayList<>();
    parts.add("In all " + SearchText.cost(analysis));
    if (searched.givesUp()) {
      parts.add("kept: went on, at the end results; values before the end are no results");
    } else {
      parts.add("kept: have all seeds");
    }
    parts.addAll(SearchText.vanished(analysis));
    return String.join("; ", parts) + ".";
  }

  private static List<Entry> row(Stage stage, boolean staged, SearchText.Unit unit) {
    List<Entry> row = new ArrayList<>();
    if (staged) {
      row.add(Entry.of(Long.toString(stage.at())));
    }
    row.add(Entry.of(Integer.toString(stage.entered())));
    row.add(Entry.of(Integer.toString(stage.cells())));
    row.add(Entry.of(Integer.toString(stage.diverged())));
    row.add(Entry.of(Integer.toString(stage.failed())));
    row.add(Entry.of(Integer.toString(stage.kept())));
    row.add(Entry.of(NumberText.real(stage.best())));
    row.add(Entry.of(unit.column(stage.seconds())));
    return row;
  }
}
