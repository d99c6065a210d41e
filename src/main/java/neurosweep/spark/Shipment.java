package neurosweep.spark;

import java.util.ArrayList;
import java.util.List;
import neurosweep.data.RawData;
import neurosweep.experiment.DataRequest;
import neurosweep.experiment.Program;
import neurosweep.sweep.DataLibrary;

/**
 * The raw data sets of a sweep and the programs that its cells start, as they are broadcast.
 *
 * @param requests what cells ask for
 * @param sets the set of each request
 * @param programs each with what asks for it
 */
record Shipment(List<DataRequest> requests, List<RawData> sets, List<Program> programs) {

  /** Copies the lists. */
  Shipment {
    requests = new ArrayList<>(requests);
    sets = new ArrayList<>(sets);
    programs = new ArrayList<>(programs);
  }

  /** The set of a request, which must be on board. */
  RawData get(DataRequest request) {
    int index = requests.indexOf(request);
    if (index < 0) {
      throw new IllegalStateException("the sweep's data do not hold " + request);
    }
    return sets.get(index);
  }

  /** The program of these files, which must be on board. */
  Program program(List<String> asked) {
    return programs.stream()
        .filter(program -> program.asked().equals(asked))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the sweep's programs do not hold " + asked));
  }

  /** What executors take from it. */
  DataLibrary library() {
    return new DataLibrary(this::get, this::program);
  }
}
