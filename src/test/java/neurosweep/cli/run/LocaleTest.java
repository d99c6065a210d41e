package neurosweep.cli.run;

import static neurosweep.cli.Shell.TINY;
import static neurosweep.cli.Shell.call;
import static neurosweep.cli.Shell.run;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import neurosweep.cli.Shell.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run under locales whose digits and letters are others. */
@Tag("environment")
class LocaleTest {
  @TempDir Path directory;

  /** Under Arabic digits the journal had a name that nothing read: results were lost, exit 0. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "hi-IN-u-nu-deva", "tr-TR"})
  void resultsAreKeptUnderEveryLocale(String tag) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      Answer first = run(directory, TINY).ends(0);
      assertFalse(first.err().contains("PARTIAL"), first.err());
      run(directory, TINY).ends(0);
      String status = call("status", directory.resolve("out/tiny").toString()).ends(0).out();
      assertTrue(status.contains("8"), status);
      assertTrue(Files.exists(directory.resolve("out/tiny/tables/main.csv")));
    } finally {
      Locale.setDefault(before);
    }
  }
}
