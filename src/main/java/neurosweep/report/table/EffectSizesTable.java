package neurosweep.report.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.Comparison;
import neurosweep.report.text.GroupColumns;
import neurosweep.report.text.NumberText;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import neurosweep.statistics.Differences;

/** What the paired tests leave out: the exact test and effect sizes of the same differences. */
public final class EffectSizesTable implements ReportTable {
  @Override
  public String name() {
    return "effect-sizes";
  }

  @Override
  public String doc() {
    return "the differences of table paired: exact sign-flip test, d_z, g_z, pairs";
  }

  @Override
  public TableText of(Analysis analysis) {
    List<Comparison> all = Comparison.withReference(analysis);
    if (all.isEmpty()) {
      return TableText.notMade(analysis, name(), "nothing is compared with a reference");
    }
    GroupColumns groups = GroupColumns.of(analysis);
    List<List<Entry>> rows = new ArrayList<>();
    for (Comparison each : all) {
      List<Entry> row = groups.begin(each.ours());
      if (each.differences().isEmpty()) {
        row.addAll(Collections.nCopies(5, Entry.NONE));
      } else {
        texts(each.differences().get()).forEach(text -> row.add(Entry.of(text, each.from())));
      }
      rows.add(row);
    }
    List<Heading> headings = groups.headings();
    for (String heading : List.of("SD of differences", "p flip", "d_z", "g_z", "n")) {
      headings.add(Heading.number(heading));
    }
    return TableText.of(
        name(),
        analysis,
        PairedTable.title(analysis) + ": effect sizes",
        "p flip: exact sign-flip test; d_z: mean difference in SDs of the differences; g_z: corrected"
            + " for few pairs.",
        headings,
        rows);
  }

  private static List<String> texts(Differences differences) {
    boolean several = differences.n() > 1;
    return List.of(
        NumberText.real(differences.sd()),
        NumberText.p(several ? differences.signFlipTest().orElse(Double.NaN) : Double.NaN),
        NumberText.effect(differences.effect()),
        NumberText.effect(differences.correctedEffect()),
        Integer.toString(differences.n()));
  }
}
