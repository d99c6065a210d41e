package neurosweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import neurosweep.core.Catalog;
import neurosweep.data.DataSource;
import neurosweep.experiment.Experiment;
import neurosweep.learn.Activation;
import neurosweep.learn.Decorrelation;
import neurosweep.learn.Feedback;
import neurosweep.learn.Increment;
import neurosweep.learn.Initializer;
import neurosweep.learn.Inverse;
import neurosweep.learn.LearningRule;
import neurosweep.learn.Loss;
import neurosweep.learn.NetShape;
import neurosweep.learn.Optimizer;
import neurosweep.learn.Regularizer;
import neurosweep.math.Backend;
import neurosweep.math.random.Generator;
import neurosweep.reference.ReferenceFamily;
import neurosweep.report.chart.ReportFigure;
import neurosweep.report.format.TableFormat;
import neurosweep.report.table.ReportTable;
import neurosweep.search.Search;
import neurosweep.statistics.relation.Relation;

/** Every family of members that a user can name, by what {@code list} calls it. */
final class Families {
  private Families() {}

  /** In the order in which they are listed. */
  static Map<String, Catalog<?>> byName() {
    Map<String, Catalog<?>> families = new LinkedHashMap<>();
    families.put("experiments", Experiment.CATALOG);
    families.put("rules", LearningRule.CATALOG);
    families.put("datasets", DataSource.CATALOG);
    families.put("matrices", DataSource.MATRICES);
    families.put("nets", NetShape.CATALOG);
    families.put("activations", Activation.CATALOG);
    families.put("increments", Increment.CATALOG);
    families.put("inverses", Inverse.CATALOG);
    families.put("feedbacks", Feedback.CATALOG);
    families.put("decorrelations", Decorrelation.CATALOG);
    families.put("losses", Loss.CATALOG);
    families.put("regularizers", Regularizer.CATALOG);
    families.put("optimizers", Optimizer.CATALOG);
    families.put("initializers", Initializer.CATALOG);
    families.put("generators", Generator.CATALOG);
    families.put("searches", Search.CATALOG);
    families.put("backends", Backend.catalog());
    families.put("relations", Relation.CATALOG);
    families.put("tables", ReportTable.CATALOG);
    families.put("figures", ReportFigure.CATALOG);
    families.put("formats", TableFormat.CATALOG);
    families.put("references", ReferenceFamily.CATALOG);
    return families;
  }
}
