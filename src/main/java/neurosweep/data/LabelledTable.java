package neurosweep.data;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A table as it was read.
 *
 * @param file where from
 * @param columns names of all columns, the label among them
 * @param part features in the order of the columns without the label, and labels
 */
record LabelledTable(Path file, List<String> columns, RawData.Part part) {

  int greatestLabel() {
    return Arrays.stream(part.labels()).max().orElse(0);
  }
}
