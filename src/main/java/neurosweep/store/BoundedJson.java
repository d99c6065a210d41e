package neurosweep.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * JSON that others may have written: every document is bounded in bytes, depth, number of parts and
 * length of each, so that none takes more than a second or a hundred megabytes to read.
 */
public final class BoundedJson {
  /** Bytes of a document. */
  public static final int MOST_BYTES = 4 << 20;

  /** Objects and lists in each other; what is written has ten at most. */
  private static final int DEEPEST = 40;

  private static final int MOST_TOKENS = 500_000;

  /** Characters of a text: a job may have a megabyte in one. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_NUMBER = 400;

  private BoundedJson() {}

  /** To be completed by what a document needs. */
  public static JsonMapper.Builder builder() {
    return JsonMapper.builder(
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(MOST_BYTES)
                    .maxNestingDepth(DEEPEST)
                    .maxTokenCount(MOST_TOKENS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build());
  }

  /** Whether a document was refused for what it holds too much of. */
  public static boolean isTooMuch(IOException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException) {
        return true;
      }
    }
    return false;
  }
}
