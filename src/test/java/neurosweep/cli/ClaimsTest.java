package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.experiment.Experiment;
import neurosweep.search.Search;
import neurosweep.spec.SpecReader;
import neurosweep.spec.SweepSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a job claims, from the file to the exit code. */
@Tag("environment")
class ClaimsTest {
  private static final String TRUE =
      """
      claims:
        - claim: every run is above nothing
          relation: count
          at_least: 4
          holds: {above: -1}
        - claim: GAIT-prop & bp are <within> a hundred points
          compare: {algorithm: [gait, bp]}
          relation: equivalent
          within: 100pp
      """;

  private static final String FALSE =
      """
        - claim: no run is below one
          relation: count
          at_least: 1
          holds: {above: 1}
      """;

  @TempDir Path directory;

  private Path sweep() {
    return directory.resolve("out/tiny");
  }

  private static String job(String claims) {
    return Shell.TINY + claims;
  }

  @Test
  void verdictsAreInTableMacrosPageAndTerminal() throws IOException {
    Shell.Answer answer = Shell.run(directory, job(TRUE + FALSE), "--check-claims").ends(4);
    List<String> lines = answer.out().lines().toList();
    assertEquals("supported     every run is above nothing (4 of 4)", lines.get(0));
    assertTrue(lines.get(1).startsWith("supported     GAIT-prop & bp"), lines.get(1));
    assertEquals("refuted       no run is below one (0 of 4)", lines.get(2));
    assertTrue(answer.err().contains("2 of 3 claims are supported"), answer.err());
    String table = Files.readString(sweep().resolve("tables/claims.md"));
    assertTrue(table.contains("| claim "), table);
    assertTrue(table.contains("refuted"), table);
    String macros = Files.readString(sweep().resolve("tables/macros.tex"));
    assertTrue(macros.contains("\\nsClaimsOneEstimate}"), macros);
    String page = Files.readString(sweep().resolve("report.html"));
    int claims = page.indexOf("<section id=\"claims\"");
    assertTrue(claims > 0 && claims < page.indexOf("<section id=\"summary\""));
    assertTrue(page.contains("GAIT-prop &amp; bp are &lt;within&gt; a hundred points"));
    assertTrue(page.contains("<strong class=\"refuted\">refuted</strong>"));
    assertTrue(page.contains("href=\"#claims\""));
  }

  @Test
  void theExitCodeTellsWhetherAllAreSupported() {
    Shell.run(directory, job(TRUE), "--check-claims").ends(0);
    Shell.call("report", sweep().toString(), "--check-claims").ends(0);
    // The same cells with another claim: nothing runs again, and the verdict is new.
    Shell.Answer changed = Shell.run(directory, job(TRUE + FALSE), "--check-claims").ends(4);
    assertTrue(changed.out().startsWith("supported "), changed.out());
    Shell.call("report", sweep().toString(), "--check-claims").ends(4);
    Shell.call("report", sweep().toString()).ends(0);
    Shell.Answer again = Shell.run(directory, job(TRUE + FALSE), "--check-claims").ends(4);
    assertTrue(again.out().contains("refuted "), again.out());
  }

  @Test
  void aJobWithoutClaimsHasNoTableOfThem() throws IOException {
    Shell.Answer none = Shell.run(directory, Shell.TINY, "--check-claims").ends(2);
    assertTrue(none.err().contains("states no claims"), none.err());
    Shell.Answer done = Shell.run(directory, Shell.TINY).ends(0);
    assertTrue(done.out().startsWith("tiny: peak test accuracy"), done.out());
    try (Stream<Path> tables = Files.list(sweep().resolve("tables"))) {
      assertEquals(0, tables.filter(each -> each.toString().contains("claims")).count());
    }
    assertFalse(Files.readString(sweep().resolve("report.html")).contains("id=\"claims\""));
    Shell.Answer asked =
        Shell.call("plan", Shell.job(directory, Shell.TINY), "report.tables=claims").ends(2);
    assertTrue(asked.err().contains("the job states none"), asked.err());
  }

  @Test
  void thePlanCountsThemAndDoesNotChangeByThem() {
    Shell.Answer with = Shell.call("plan", Shell.job(directory, job(TRUE))).ends(0);
    assertTrue(with.out().contains("claims      2 stated"), with.out());
    Shell.Answer without = Shell.call("plan", Shell.job(directory, Shell.TINY)).ends(0);
    assertEquals(hash(with), hash(without));
  }

  private static String hash(Shell.Answer answer) {
    return answer
        .out()
        .lines()
        .filter(line -> line.startsWith("plan hash"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheCommandLineTookAwayIsNotRun() {
    Shell.Answer answer = Shell.run(directory, job(TRUE), "algorithm=bp").ends(0);
    assertTrue(answer.out().contains("not run "), answer.out());
    assertTrue(answer.out().contains("the plan has no algorithm = gait"), answer.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relation: less, than: 1|claims[0]: \"claim\" is missing",
        "claim: x|claims[0]: \"relation\" is missing, must be one of less, greater",
        "claim: x, relation: lesser, than: 1|did you mean \"less\"?",
        "claim: x, relation: less|relation less needs compare or than",
        "claim: x, relation: less, than: 1, metric: peak_test_acuracy|did you mean \"peak_test_accuracy\"?",
        "claim: x, relation: less, than: 1, metric: stable|which is a flag and no number",
        "claim: x, relation: less, than: 1, metric: stop_reason|unknown metric \"stop_reason\"",
        "claim: x, relation: less, than: 1, where: {algoritm: bp}|did you mean \"algorithm\"?",
        "claim: x, relation: less, than: 1, where: {algorithm: tp}|algorithm is tp, which the plan does not have; its values are bp, gait",
        "claim: x, relation: less, than: 1, where: {depth: 2}|depth is 2, which the plan does not have; its values are 1",
        "claim: x, relation: less, than: 1, where: {momentum: 0.5}|momentum has no values in this plan; its axes are [learning_rate",
        "claim: x, relation: less, compare: {algorithm: [bp]}|has 1 value, must have two: left against right",
        "claim: x, relation: less, compare: {algorithm: [bp, gait], depth: [1, 2]}|has 2 axes, must have one",
        "claim: x, relation: equivalent, compare: {algorithm: [gait, bp]}|relation equivalent needs within, which is missing",
        "claim: x, relation: equivalent, compare: {algorithm: [gait, bp]}, within: 0|within is \"0\", must be a number > 0",
        "claim: x, relation: equivalent, compare: {algorithm: [gait, bp]}, within: 1pp, metric: final_loss|final_loss is no share of examples",
        "claim: x, relation: slope, over: learning_rate, to: 1, within: 1pp|a slope is no share of examples",
        "claim: x, relation: slope, over: learning_rate, to: 1, within: 0.1, than: 2|means nothing for relation slope",
        "claim: x, relation: increasing, over: depth|depth has one value in this plan",
        "claim: x, relation: increasing, over: algorithm|must be an axis of numbers",
        "claim: x, relation: count, at_least: 1, holds: {flag: stabel}|did you mean \"stable\"?",
        "claim: x, relation: count, at_least: 9, holds: {flag: stable}|must be at most the 8 runs of the plan",
        "claim: x, relation: count, at_least: 1, holds: {flag: stable, above: 1}|must have exactly one of flag, above, below",
        "claim: x, relation: less, than: 1, level: 0.7|must be above 0 and below 0.5",
        "claim: x, relation: less, than: 1, levle: 0.1|did you mean \"level\"?"
      })
  void whatMeansNothingIsRefusedWithItsPlace(String claim, String expected) {
    String job = job("claims:\n  - {" + claim + "}\n");
    Shell.Answer answer = Shell.call("plan", Shell.job(directory, job)).ends(2);
    assertTrue(answer.err().contains(expected), answer.err());
    assertTrue(answer.err().contains("job.yaml:9: claims[0]"), answer.err());
  }

  @Test
  void allFaultsAreReportedTogether() {
    String job =
        job(
            "claims:\n  - {claim: x, relation: less}\n  - {relation: slop, over: 1}\n  - {claim: ''}\n");
    Shell.Answer answer = Shell.call("plan", Shell.job(directory, job)).ends(2);
    assertTrue(answer.errors().size() >= 5, answer.err());
  }

  static List<Path> jobs() throws IOException {
    try (Stream<Path> jobs = Files.list(Path.of("jobs"))) {
      return jobs.sorted().toList();
    }
  }

  /** A job that promises something says so where it is judged. */
  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobOfTheProjectStatesClaims(Path job) throws IOException {
    String text = Files.readString(job);
    assertTrue(text.contains("\nclaims:\n  - claim: "), text);
    // Every name is one of the plan: without overrides nothing is forgiven.
    SweepSpec spec =
        new SpecReader(Experiment.CATALOG, Search.CATALOG)
            .read(SpecReader.text(job), job.toString(), List.of());
    assertFalse(spec.claims().isEmpty());
  }
}
