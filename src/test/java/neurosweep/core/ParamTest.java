package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import neurosweep.learn.Optimizer;
import org.junit.jupiter.api.Test;

class ParamTest {

  @Test
  void textsHoldNothingInvisible() {
    Param<String> param = Param.text("file", "", "");
    assertEquals("größer |$", param.parse("größer |$"));
    for (String bad :
        new String[] {"a\u0000b", "a\nb", "\u001b[2J", "a\u202eb", "\ud800", "\u200b"}) {
      UserError error = assertThrows(UserError.class, () -> param.parse(bad));
      assertTrue(error.getMessage().endsWith("must hold no control or invisible characters"));
      assertTrue(error.getMessage().chars().noneMatch(c -> c < ' ' || c > '~'), error.getMessage());
    }
  }

  @Test
  void aMessageIsOneLineWhoseMiddleMayBeMissing() {
    String line = new UserError("x is \n" + "y".repeat(9000) + ", must be z").problems().get(0);
    assertTrue(line.startsWith("x is yyy") && line.endsWith("yyy, must be z"), line);
    assertTrue(line.length() < 2100 && line.contains(" ... "), line);
  }

  private static final Param<Double> RATE = Param.real("rate", 0.1, "r").above(0);
  private static final Param<Double> SHARE = Param.real("share", 0, "s").within(0, 0.5);
  private static final Param<Long> DEPTH = Param.integer("depth", 4, "d").within(0, 1000);
  private static final Param<String> ORDER =
      Param.choice("order", List.of("sequential", "shuffled"), "o");
  private static final Param<String> OPTIMIZER =
      Param.member("optimizer", Optimizer.CATALOG, "adam", "o");

  @Test
  void readsWhatJobFilesWrite() {
    assertEquals(1e-4, RATE.parse("1e-4"));
    assertEquals(1e-4, RATE.parse(" 1.0E-4 "));
    assertEquals(3L, DEPTH.parse("3"));
    assertEquals(1000L, DEPTH.parse("1e3"));
    assertEquals(true, Param.flag("f", false, "f").parse("true"));
    assertEquals("shuffled", ORDER.parse("shuffled"));
    assertEquals("sgd", OPTIMIZER.parse("sgd"));
    assertEquals(0.5, SHARE.parse("0.5"));
    assertEquals(0.0, SHARE.parse("-0.0"), "one zero, one key");
  }

  @Test
  void faultsNameKnobValueAndRule() {
    assertFault(RATE, "-0.1", "rate is -0.1, must be > 0");
    assertFault(RATE, "0", "rate is 0, must be > 0");
    assertFault(RATE, "NaN", "rate is NaN, must be finite");
    assertFault(RATE, "1e999", "rate is 1e999, must be finite");
    assertFault(RATE, "fast", "rate is \"fast\", must be a number");
    assertFault(SHARE, "0.6", "share is 0.6, must be from 0 to 0.5");
    assertFault(DEPTH, "-1", "depth is -1, must be from 0 to 1000");
    assertFault(DEPTH, "2.5", "depth is 2.5, must be a whole number");
    assertFault(DEPTH, "9007199254740993000", "must be a whole number");
    assertFault(Param.flag("f", false, "f"), "yes", "f is \"yes\", must be true or false");
    assertFault(ORDER, "shufled", "did you mean \"shuffled\"?");
    assertFault(OPTIMIZER, "sgdd", "did you mean \"sgd\"?");
    assertFault(OPTIMIZER, "xyzzy", "known: adam, adam-paper, plain, sgd");
    assertFault(Param.real("n", 0, "n").atLeast(-1.5), "-2", "n is -2, must be >= -1.5");
  }

  private static void assertFault(Param<?> param, String text, String part) {
    UserError error = assertThrows(UserError.class, () -> param.parse(text), text);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertEquals(UserError.USAGE, error.exitCode());
  }

  @Test
  void aValueIsTheGivenOneOrTheDefault() {
    assertEquals(0.1, RATE.of(Values.NONE));
    assertEquals(0.3, RATE.of(Values.of(Map.of("rate", 0.3))));
    assertEquals(0.7, RATE.byDefault(0.7).of(Values.NONE));
    assertFault(RATE.byDefault(0.7).in("1/s"), "0", "must be > 0");
    assertEquals("1/s", RATE.in("1/s").column().unit());
  }

  @Test
  void knobsOfTheChosenMembersApplyInPlace() {
    List<Param<?>> declared = List.of(DEPTH, OPTIMIZER, SHARE);
    assertEquals(
        List.of("depth", "optimizer", "beta1", "beta2", "epsilon", "share"),
        names(Param.effective(declared, Values.NONE)));
    assertEquals(
        List.of("depth", "optimizer", "momentum", "share"),
        names(Param.effective(declared, Values.of(Map.of("optimizer", "sgd")))));
    List<String> possible = names(Param.possible(declared));
    assertTrue(possible.containsAll(List.of("beta1", "momentum", "share")));
  }

  private static List<String> names(List<Param<?>> params) {
    return params.stream().map(Param::name).toList();
  }

  @Test
  void columnsHaveTheTypeOfTheValues() {
    assertEquals(Column.Type.REAL, RATE.column().type());
    assertEquals(Column.Type.INTEGER, DEPTH.column().type());
    assertEquals(Column.Type.TEXT, ORDER.column().type());
    assertEquals(Column.Type.TEXT, OPTIMIZER.column().type());
    assertEquals(Column.Type.FLAG, Param.flag("f", true, "f").column().type());
    assertThrows(
        IllegalArgumentException.class, () -> new Table("t", List.of(Metric.text("t", "t"))));
  }

  @Test
  void problemsAreCollectedOnceAndThrownTogether() {
    Problems problems = new Problems();
    problems.throwIfAny();
    assertTrue(problems.isEmpty());
    problems.add("line 3", "wrong");
    problems.add("line 3", "wrong");
    problems.add("", "also wrong");
    assertFalse(problems.isEmpty());
    UserError error = assertThrows(UserError.class, problems::throwIfAny);
    assertEquals(List.of("line 3: wrong", "also wrong"), error.problems());
  }

  @Test
  void whatIsFarFromEveryNameSuggestsNothing() {
    assertEquals("adam", Names.closest("Adm", Optimizer.CATALOG.names()).orElseThrow());
    assertTrue(Names.closest("completely-different", Optimizer.CATALOG.names()).isEmpty());
    assertTrue(Names.closest("x", List.of()).isEmpty());
    UserError error = assertThrows(UserError.class, () -> Optimizer.CATALOG.get("adma"));
    assertTrue(error.getMessage().contains("unknown optimizer \"adma\""), error.getMessage());
  }
}
