package neurosweep.testing;

import java.util.List;
import java.util.OptionalInt;
import neurosweep.data.DataHome;
import neurosweep.data.DataSource;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Experiment;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import neurosweep.sweep.DataLibrary;
import neurosweep.sweep.Plan;
import org.apache.hadoop.fs.Path;

/** Plans of small jobs, whose data need no files. */
public final class Plans {
  private static final DataHome NOWHERE =
      new DataHome(new Path("nowhere"), new neurosweep.store.Files());

  private Plans() {}

  /** A library of generated sets. */
  public static DataLibrary library() {
    return new DataLibrary(Plans::load);
  }

  public static neurosweep.data.RawData load(DataRequest request) {
    return DataSource.CATALOG.get(request.source()).load(NOWHERE, request.values());
  }

  /** The plan of a job. */
  public static Plan of(String job, DataLibrary library, String... overrides) {
    SweepSpec spec =
        new SpecReader(Experiment.CATALOG, Search.CATALOG).read(job, "job", List.of(overrides));
    return Plan.of(spec, Experiment.CATALOG.get(spec.experiment()), library, OptionalInt.empty());
  }
}
