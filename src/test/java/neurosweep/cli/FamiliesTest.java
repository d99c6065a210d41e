package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.testing.FamilyContract;
import neurosweep.testing.ProgramClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FamiliesTest {
  private static final List<Path> REGISTRATIONS =
      List.of(
          Path.of("src/main/resources/META-INF/services"),
          Path.of("src/test/resources/META-INF/services"));

  static Set<String> all() {
    return Families.byName().keySet();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMemberKeepsTheContract(String family) {
    FamilyContract.check(Families.byName().get(family));
  }

  /** A member that lost its line of registration was gone without a word. */
  @Test
  void everyMemberOfTheProgramIsRegistered() {
    Set<String> listed =
        Families.byName().values().stream()
            .flatMap(family -> family.members().stream())
            .map(member -> member.getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> written =
        ProgramClasses.read().stream()
            .filter(each -> each.isAssignableTo(Member.class) && !each.isInterface())
            .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(each -> !each.getPackageName().startsWith("neurosweep.reference"))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    written.removeAll(listed);
    assertEquals(Set.of(), written);
  }

  /** A family was missing, and nothing told. */
  @Test
  void everyRegisteredMemberIsListed() throws IOException {
    Set<String> registered = new TreeSet<>();
    for (Path directory : REGISTRATIONS) {
      try (Stream<Path> families = Files.list(directory)) {
        for (Path family : families.toList()) {
          if (family.getFileName().toString().startsWith("neurosweep.")) {
            registered.addAll(Files.readAllLines(family));
          }
        }
      }
    }
    registered.remove("");
    Set<String> listed =
        Families.byName().values().stream()
            .map(Catalog::members)
            .flatMap(members -> members.stream().map(Member::getClass).map(Class::getName))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(registered, listed);
  }
}
