package neurosweep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import neurosweep.testing.ProgramClasses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The straight flow of the program: imports go down, and what is dangerous has one place. */
class LayersTest {
  private static final String BASE = "neurosweep";

  /** Highest first; packages of one layer do not know each other. */
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("cli"),
          Set.of("spark", "audit", "exchange", "reference", "serve"),
          Set.of("report", "sweep"),
          Set.of("search"),
          Set.of("analysis"),
          Set.of("result"),
          Set.of("spec", "journal"),
          Set.of("experiment"),
          Set.of("learn", "circuit", "data"),
          Set.of("statistics"),
          Set.of("math", "store", "figure"),
          Set.of("core"));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes = ProgramClasses.read();
  }

  /** The package below the base, or an empty string outside of it. */
  private static String packageOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(BASE + ".")) {
      return "";
    }
    String below = name.substring(BASE.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static int layerOf(String packageName) {
    for (int i = 0; i < LAYERS.size(); i++) {
      if (LAYERS.get(i).contains(packageName)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void everyPackageHasALayer() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : classes) {
      if (layerOf(packageOf(type)) < 0) {
        unknown.add(type.getName());
      }
    }
    assertEquals(Set.of(), unknown, "give their packages a place in LAYERS");
  }

  @Test
  void importsGoDown() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      String from = packageOf(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = packageOf(dependency.getTargetClass());
        if (!to.isEmpty() && !to.equals(from) && layerOf(to) <= layerOf(from)) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), wrong, "imports go strictly down");
  }

  @Test
  void thereAreNoCycles() {
    slices()
        .matching(BASE + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlySparkImportsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".spark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(classes);
  }

  @Test
  void onlyFigureImportsPdfBox() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".figure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..")
        .check(classes);
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(classes);
  }

  @Test
  void functionsBelongToTheTypeTheyAreAbout() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)").check(classes);
  }

  @Test
  void everyPackageExplainsItself() {
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : classes) {
      Path folder = Path.of("src/main/java", type.getPackageName().replace('.', '/'));
      if (!Files.exists(folder.resolve("package-info.java"))) {
        missing.add(type.getPackageName());
      }
    }
    assertEquals(Set.of(), missing, "packages without a package-info.java");
  }
}
