package neurosweep.spark;

import java.util.ArrayList;
import java.util.List;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;

/**
 * The raw data sets of a sweep, as they are broadcast.
 *
 * @param requests what cells ask for
 * @param sets the set of each request
 */
record Shipment(List<DataRequest> requests, List<RawData> sets) {

  /** Copies the lists. */
  Shipment {
    requests = new ArrayList<>(requests);
    sets = new ArrayList<>(sets);
  }

  /** The set of a request, which must be on board. */
  RawData get(DataRequest request) {
    int index = requests.indexOf(request);
    if (index < 0) {
      throw new IllegalStateException("the sweep's data do not hold " + request);
    }
    return sets.get(index);
  }
}
