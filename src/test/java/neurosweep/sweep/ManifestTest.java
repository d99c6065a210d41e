package neurosweep.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import neurosweep.core.UserError;
import neurosweep.result.Builds;
import neurosweep.result.VerificationRecord;
import neurosweep.spec.SpecDiff;
import neurosweep.store.SweepDirectory;
import neurosweep.testing.Plans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class ManifestTest {
  private static final String JOB =
      """
      name: n
      experiment: classification
      fixed: {dataset: glyphs, glyphs_train: 60, glyphs_test: 40, pool: 4, epochs: 1}
      grid: {depth: [1, 2], lambda: [0, 0.1, 10], learning_rate: [1.0e-5, 1], order: [sequential]}
      variants: [{algorithm: bp}, {algorithm: gait}]
      seeds: 1..3
      report: {reference: bp, equivalence_margin: 0.5pp}
      """;

  @TempDir Path place;
  private SweepDirectory directory;
  private Plan plan;
  private Manifest manifest;

  @BeforeEach
  void write() {
    directory = SweepDirectory.at(new neurosweep.store.Files(), "DIR", place.toString());
    plan = Plans.of(JOB, Plans.library());
    manifest =
        new Manifest(
            Manifest.SCHEMA_VERSION,
            "2026-01-01T00:00:00Z",
            "2026-01-02T00:00:00Z",
            plan.spec().resolved(),
            List.of("depth=1,2", "note=\"ä\""),
            plan.hash(),
            1,
            ReportDesign.of(plan),
            plan.digests(),
            plan.shapes(),
            "ejml",
            List.of(
                Manifest.Run.of(
                    "2026-01-02T00:00:00Z",
                    Map.of(
                        "java",
                        "17",
                        "machine",
                        Map.of("cores", "2"),
                        "runner",
                        Map.of("runner", "spark 4", "master", "spark://host-of-mine:7077")))),
            List.of(),
            null);
    manifest.write(directory);
  }

  private Path file() {
    return place.resolve("manifest.json");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Manifest read = Manifest.read(directory);
    String text = Files.readString(file());

    assertEquals(manifest.design(), read.design());
    assertEquals(manifest.overrides(), read.overrides());
    assertEquals(manifest.dataDigests(), read.dataDigests());
    assertEquals(manifest.runs(), read.runs());
    assertEquals(manifest.planHash(), read.planHash());
    assertEquals(List.of(), SpecDiff.between(read.spec(), plan.spec().resolved()));
    assertEquals("n", read.name());
    read.write(directory);
    assertEquals(text, Files.readString(file()));
    assertEquals(read, Manifest.read(directory));
  }

  @Test
  void theReportHearsWhatComputedIt() throws IOException {
    Manifest read = Manifest.read(directory);
    assertEquals(List.of(), read.design().tables().asked());
    assertEquals(0.005, read.design().tables().margin());
    assertEquals("unit", read.design().tables().defaults().get("scaling"));
    Map<String, String> facts = read.provenance(directory).facts(0, Builds.NONE);
    assertEquals(manifest.planHash(), facts.get("plan hash"));
    assertTrue(
        facts.get("command, in the sweep's directory").contains("depth=1,2"), facts.toString());
    assertTrue(facts.keySet().stream().anyMatch(name -> name.startsWith("data glyphs")));
    assertEquals("spark 4", facts.get("runner"));
    assertFalse(facts.toString().contains("host-of-mine"), facts.toString());
  }

  /** A plan of other cells or more results than were sampled from make it an older one. */
  @Test
  void aVerificationIsShownAndSaysIfTheSweepHasChangedSince() throws IOException {
    VerificationRecord record =
        new VerificationRecord(
            VerificationRecord.SCHEMA_VERSION,
            "2026-01-03T00:00:00Z",
            plan.hash(),
            "50%",
            1,
            8,
            4,
            4,
            0,
            "digest",
            "ejml",
            List.of(),
            List.of());
    record.write(directory);
    assertEquals(
        "4 of 8 results computed again in a fresh process on 2026-01-03T00:00:00Z, all the same"
            + " bit for bit",
        manifest.provenance(directory).facts(8, Builds.NONE).get("verified"));
    String grown = manifest.provenance(directory).facts(9, Builds.NONE).get("verified");
    assertTrue(grown.endsWith("; the sweep has changed since, verify it again"), grown);
    String file = Files.readString(place.resolve("verification.json"));
    Files.writeString(
        place.resolve("verification.json"), file.replace(plan.hash(), "hash of an older plan"));
    assertEquals(grown, manifest.provenance(directory).facts(8, Builds.NONE).get("verified"));
    Files.writeString(place.resolve("verification.json"), "{");
    assertEquals(
        "verification.json cannot be read; verify again",
        manifest.provenance(directory).facts(8, Builds.NONE).get("verified"));
  }

  /** Manifests from before tables and defaults were in them. */
  @Test
  void anOlderManifestIsReadWithoutThem() throws IOException {
    String text = Files.readString(file());
    String older =
        text.replaceFirst("(?s),\\s*\"tables\" : \\{\\s*\"asked\".*?\"metric\" : \"\"\\s*\\}", "")
            .replaceFirst("\"runs\" :", "\"other\" :");
    assertTrue(older.length() < text.length() - 100, text);
    Files.writeString(file(), older);
    Manifest read = Manifest.read(directory);
    assertEquals(neurosweep.result.Design.Tables.ALL, read.design().tables());
    assertEquals(
        manifest.planHash(), read.provenance(directory).facts(0, Builds.NONE).get("plan hash"));
  }

  @Test
  void namesInJsonAreSnakeCase() throws IOException {
    String text = Files.readString(file());
    for (String name :
        List.of("schema_version", "plan_hash", "data_digests", "experiment_version")) {
      assertTrue(text.contains("\"" + name + "\" :"), name);
    }
  }

  @Test
  void whatALaterProgramAddsIsIgnored() throws IOException {
    String text = Files.readString(file());
    String later =
        text.replaceFirst("\\{", "{\n  \"certificate\" : {\"a\" : [1]},")
            .replaceFirst("\"grid\" : \\{", "\"grid\" : {\"shape\" : 7,");
    assertTrue(later.length() > text.length() + 30);
    Files.writeString(file(), later);

    assertEquals(manifest.design(), Manifest.read(directory).design());
  }

  /** Written by version 0.1.0: one environment, the last run's. */
  @Test
  void theFirstSchemaIsRead() throws IOException {
    String text = Files.readString(file());
    String runs = text.substring(text.indexOf("  \"runs\""));
    Files.writeString(
        file(),
        text.replace(runs, "  \"environment\" : {\"spark\" : \"4.1.3\"}\n}\n")
            .replace("\"schema_version\" : 3", "\"schema_version\" : 1"));

    Manifest read = Manifest.read(directory);

    assertEquals(
        List.of(Manifest.Run.of("2026-01-02T00:00:00Z", Map.of("spark", "4.1.3"))), read.runs());
  }

  /** The environment of the last run used to replace those of all runs before it. */
  @Test
  void everyRunKeepsItsCircumstances() {
    Map<String, Object> one = Map.of("spark", "4.1.3", "machine", Map.of("java", "17"));
    Map<String, Object> other = Map.of("spark", "4.2.0", "machine", Map.of("java", "21"));
    Manifest grown =
        manifest
            .continued("2026-01-03T00:00:00Z", one)
            .continued("2026-01-04T00:00:00Z", other)
            .continued("2026-01-05T00:00:00Z", one);

    assertEquals(3, grown.runs().size());
    assertEquals(one, grown.environment());
    Map<String, String> facts = grown.provenance(directory).facts(0, Builds.NONE);
    assertEquals("none (1 run), 4.1.3 (2 runs), 4.2.0 (1 run)", facts.get("Spark"));
    assertEquals("none (1 run), 17 (2 runs), 21 (1 run)", facts.get("machine java"));
    assertEquals("4", facts.get("runs"));
  }

  @Test
  void aLaterSchemaIsTooNewAndNotDamaged() throws IOException {
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("\"schema_version\" : 3", "\"schema_version\" : 4"));

    UserError refused = assertThrows(UserError.class, () -> Manifest.read(directory));

    assertTrue(refused.getMessage().contains("schema version 4"), refused.getMessage());
    assertTrue(refused.getMessage().contains("use a newer neurosweep"), refused.getMessage());
  }

  /** A part that was missing used to become a null, and that a bug report later. */
  @Test
  void missingPartsAreDamage() throws IOException {
    String text = Files.readString(file());
    for (String part :
        List.of("spec", "overrides", "plan_hash", "design", "data_digests", "backend")) {
      Files.writeString(file(), text.replaceFirst("\n  \"" + part + "\"", "\n  \"gone\""));
      UserError refused = assertThrows(UserError.class, () -> Manifest.read(directory), part);
      assertTrue(
          refused.getMessage().contains("is damaged: it lacks " + part + ";"),
          refused.getMessage());
    }
  }
}
