package neurosweep.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;

/** What holds for every member of every family. */
public final class FamilyContract {
  private FamilyContract() {}

  /** Fails unless there are members and each keeps the contract. */
  public static void check(Catalog<? extends Member> catalog) {
    assertFalse(catalog.members().isEmpty(), catalog.family() + " has no members");
    for (Member member : catalog.members()) {
      String name = member.name();
      assertTrue(name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), name);
      assertSame(member, catalog.get(name));
      assertTrue(Modifier.isPublic(member.getClass().getModifiers()), name);
      assertSentence(member.doc(), name);
      member.params().forEach(param -> checkParam(name, param));
    }
  }

  private static void checkParam(String member, Param<?> param) {
    String where = member + "." + param.name();
    assertTrue(param.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), where);
    assertSentence(param.doc(), where);
    assertEquals(param.defaultValue(), param.parse(String.valueOf(param.defaultValue())), where);
    if (param.kind() == Param.Kind.CHOICE || param.kind() == Param.Kind.MEMBER) {
      assertTrue(param.words().contains(param.defaultValue()), where);
    }
  }

  private static void assertSentence(String doc, String where) {
    assertFalse(doc.isBlank(), where + " has no doc");
    assertEquals(doc.strip(), doc, where);
    assertFalse(doc.contains("\n") || doc.endsWith("."), where + ": one line without a full stop");
  }
}
