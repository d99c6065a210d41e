package neurosweep.data;

import java.util.List;
import neurosweep.core.Param;

/** A dictionary of basis functions and patches of pictures that it represents. */
public final class DictionaryFiles extends MatrixSource {
  /** The basis functions (pixels x functions). */
  public static final Param<String> DICTIONARY =
      Param.text(
          "dictionary_file", "balanced/A169_A.idx", "pixels x functions, in the data directory");

  /** The patches (pixels x patches). */
  public static final Param<String> PATCHES =
      Param.text("patches_file", "balanced/A169_X.idx", "pixels x patches, in the data directory");

  /** For the catalogue. */
  public DictionaryFiles() {
    super(
        "dictionary-files",
        "a dictionary and patches of pictures, as matrices",
        List.of(DICTIONARY, PATCHES));
  }
}
