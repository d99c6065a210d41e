package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the program without those of its tests. */
public final class ProgramClasses {
  /** Nearly as many as there are, so that a test that sees nothing fails; raise it as they grow. */
  private static final int LEAST = 700;

  private ProgramClasses() {}

  public static JavaClasses read() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("neurosweep");
    assertTrue(classes.size() >= LEAST, "saw only " + classes.size() + " classes");
    return classes;
  }
}
