package neurosweep;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.ObjectInputStream;
import java.net.URLClassLoader;
import neurosweep.testing.ProgramClasses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read from files is data: no file chooses a class, and none is run. */
class InputIsDataTest {
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes = ProgramClasses.read();
  }

  @Test
  void nothingIsDeserialized() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.beans\\.XMLDecoder|javax\\.script\\..*|java\\.rmi\\..*")
        .check(classes);
  }

  @Test
  void noFileNamesAClass() {
    noClasses()
        .that()
        .resideOutsideOfPackage("neurosweep.spark..") // its wire names registered classes
        .and()
        .haveNameNotMatching(
            "neurosweep\\.core\\.Plugin(s|Jar)") // what --plugin names, and no file
        .should()
        .callMethodWhere(target(nameMatching("forName|loadClass|defineClass|newInstance")))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(URLClassLoader.class)
        .check(classes);
  }

  @Test
  void jsonIsReadIntoTheTypesOfTheProgram() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(JsonTypeInfo.class)
        .orShould()
        .callMethodWhere(
            target(nameMatching("activateDefaultTyping.*|enableDefaultTyping.*|setDefaultTyping")))
        .check(classes);
  }

  @Test
  void yamlIsComposedAndNothingConstructed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.yaml.snakeyaml..", "org.snakeyaml.engine.v2.constructor..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.snakeyaml.engine.v2.api.Load")
        .check(classes);
  }

  @Test
  void kryoIsForTheWireOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("neurosweep.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.esotericsoftware..")
        .check(classes);
  }
}
