package neurosweep.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import neurosweep.core.UserError;
import neurosweep.testing.NativeProbe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library in the box, each time in a process of its own. */
@Tag("environment")
class NativeBlasIT {
  private static final Map<String, String> FREE = Map.of("OPENBLAS_CORETYPE", "");

  @TempDir Path directory;

  private NativeProbe.Answer probe(
      String kernel, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", "");
    BlasChoice choice = new BlasChoice(BlasChoice.BOX, kernel);
    return NativeProbe.answer(NativeProbe.start(choice, environment, List.of(options), said), said);
  }

  private static void requireBox() {
    String why = Backend.catalog().get("native").unavailable().orElse("");
    assumeTrue(why.isEmpty(), "no native BLAS here: " + why);
  }

  private static void requireKernel(String kernel) {
    requireBox();
    String architecture = System.getProperty("os.arch");
    assumeTrue(
        architecture.equals("amd64") || architecture.equals("x86_64"), "kernels of x86-64 alone");
    String why = KernelNames.fault(kernel).orElse("");
    assumeTrue(why.isEmpty(), why);
  }

  /** The README promises it: nothing has to be installed on a common machine. */
  @Test
  void theBoxWorksOnAMachineThatHasNoBlas() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    assumeTrue(system.equals("Linux amd64") || system.equals("Linux aarch64"), system);

    Backend backend = Backend.choose("native");

    assertEquals("OpenBLAS 0.3.31", backend.library());
    assertNotEquals("", backend.kernel());
    assertEquals(1, backend.threads());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nehalem", "SANDYBRIDGE", "Haswell", "zen", "skylakex"})
  void aPinnedKernelIsTakenAndRepeatsItsBits(String kernel) throws Exception {
    requireKernel(kernel);

    NativeProbe.Answer first = probe(kernel, FREE);
    NativeProbe.Answer second = probe(kernel, Map.of("OPENBLAS_CORETYPE", "Prescott"));

    assertEquals("", first.fault());
    assertTrue(kernel.equalsIgnoreCase(first.kernel()), first.kernel());
    assertEquals(first, second, "the option wins over the environment");
  }

  @Test
  void kernelsRoundDifferently() throws Exception {
    requireKernel("haswell");

    assertNotEquals(probe("nehalem", FREE).bits(), probe("haswell", FREE).bits());
  }

  /** What the processor lacks would end the process with SIGILL. */
  @Test
  void aKernelThatTheProcessorLacksIsRefused() {
    Optional<String> fault = KernelNames.fault("SkylakeX", Set.of("sse4_2", "avx", "avx2", "fma"));

    assertTrue(
        fault.orElseThrow().startsWith("kernel SkylakeX needs avx512f, avx512cd"), "" + fault);
    assertEquals(Optional.empty(), KernelNames.fault("haswell", Set.of("avx2", "fma")));
    assertEquals(Optional.empty(), KernelNames.fault("haswell", Set.of()), "not known");
  }

  @Test
  void aKernelThatIsNoneIsRefusedWithThoseThatAre() throws Exception {
    requireKernel("nehalem");

    NativeProbe.Answer refused = probe("pentium", FREE);

    assertTrue(
        refused
            .fault()
            .startsWith("kernel pentium is not known; choose one of cooperlake, haswell"),
        refused.fault());
  }

  @Test
  void oneThreadWhateverTheEnvironmentSays() throws Exception {
    requireBox();

    NativeProbe.Answer answer =
        probe("", Map.of("OPENBLAS_NUM_THREADS", "4", "OMP_NUM_THREADS", "4"));

    assertEquals(1, answer.threads());
  }

  @Test
  void processesThatUnpackAtOnceAllCompute() throws Exception {
    requireBox();
    Path cache = directory.resolve("cache");
    List<Path> said = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      said.add(directory.resolve("said" + i));
      processes.add(
          NativeProbe.start(
              BlasChoice.DEFAULT,
              Map.of("NEUROSWEEP_CACHE", cache.toString()),
              List.of(),
              said.get(i)));
    }
    List<NativeProbe.Answer> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(NativeProbe.answer(processes.get(i), said.get(i)));
    }

    assertEquals("", answers.get(0).fault());
    assertEquals(1, Set.copyOf(answers).size(), () -> "" + answers);
    try (var files = Files.walk(cache)) {
      assertEquals(
          List.of(),
          files.filter(file -> file.getFileName().toString().startsWith(".")).toList(),
          "nothing half-written is left");
    }
  }

  @Test
  void aDamagedLibraryIsRepairedBeforeItIsLoaded() throws Exception {
    requireBox();
    Path cache = directory.resolve("cache");
    Map<String, String> environment = Map.of("NEUROSWEEP_CACHE", cache.toString());
    NativeProbe.Answer whole = probe("", environment);
    try (var files = Files.walk(cache)) {
      for (Path file : files.filter(each -> each.toString().contains("libopenblas")).toList()) {
        Files.write(file, new byte[100]);
      }
    }

    assertEquals(whole, probe("", environment));
  }

  /** Where there is no home directory, such as in containers. */
  @Test
  void aHomeThatCannotBeWrittenIsNoHindrance() throws Exception {
    requireBox();
    Path file = Files.createFile(directory.resolve("home"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Map<String, String> homeless =
        Map.of("HOME", file.toString(), "XDG_CACHE_HOME", "", "NEUROSWEEP_CACHE", "");

    NativeProbe.Answer answer = probe("", homeless, "-Djava.io.tmpdir=" + temporary);

    assertEquals("", answer.fault());
    try (var made = Files.list(temporary)) {
      assertEquals(1, made.filter(Files::isDirectory).count());
    }
  }

  @Test
  void whereNothingCanBeWrittenVectorTakesOverAndOneLineSaysWhy() throws Exception {
    requireBox();
    Path file = Files.createFile(directory.resolve("file"));
    Map<String, String> nowhere =
        Map.of("HOME", file.toString(), "XDG_CACHE_HOME", "", "NEUROSWEEP_CACHE", "");

    NativeProbe.Answer answer = probe("", nowhere, "-Djava.io.tmpdir=" + file);

    assertEquals(
        "there is no directory to unpack its library to; name one that can be written with"
            + " NEUROSWEEP_CACHE",
        answer.fault());
    assertTrue(answer.detail().startsWith("loops on "), answer.detail());
  }

  /** Netlib's binding unpacks itself there; without it arrays are copied, to the same bits. */
  @Test
  void aTemporaryDirectoryThatCannotBeUsedCostsCopiesAndNoBit() throws Exception {
    requireBox();
    Path file = Files.createFile(directory.resolve("file"));

    NativeProbe.Answer copied = probe("", Map.of(), "-Djava.io.tmpdir=" + file);
    NativeProbe.Answer direct = probe("", Map.of());

    assertEquals("", copied.fault());
    assertTrue(copied.detail().endsWith("arrays passed by copies"), copied.detail());
    assertEquals(direct.bits(), copied.bits());
    assertEquals(direct.kernel(), copied.kernel());
  }

  @Test
  void aCacheMountedNoexecIsToldAsSuch() throws Exception {
    requireBox();
    Path place =
        noexec()
            .orElseGet(
                () -> {
                  assumeTrue(false, "no directory that can be written is mounted noexec");
                  return null;
                });
    Path cache = Files.createTempDirectory(place, "neurosweep-test");
    try {
      NativeProbe.Answer answer = probe("", Map.of("NEUROSWEEP_CACHE", cache.toString()));

      assertTrue(answer.fault().startsWith("libraries cannot be loaded from "), answer.fault());
      assertTrue(
          answer.fault().endsWith("mounted noexec; name another directory with NEUROSWEEP_CACHE"),
          answer.fault());
      assertTrue(answer.detail().startsWith("loops on "), answer.detail());
    } finally {
      try (var files = Files.walk(cache)) {
        for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static Optional<Path> noexec() throws IOException {
    Path mounts = Path.of("/proc/mounts");
    if (!Files.isReadable(mounts)) {
      return Optional.empty();
    }
    return Files.readAllLines(mounts).stream()
        .map(line -> List.of(line.split(" ", -1)))
        .filter(mount -> mount.get(2).equals("tmpfs"))
        .filter(mount -> List.of(mount.get(3).split(",", -1)).containsAll(List.of("rw", "noexec")))
        .map(mount -> Path.of(mount.get(1)))
        .filter(path -> Files.isDirectory(path) && Files.isWritable(path))
        .findFirst();
  }

  @Test
  void anotherLibraryOrKernelThanTheSweepsIsRefused() {
    requireBox();
    Backend here = Backend.choose("native");
    BackendPin.here(here).choose();

    UserError library = refusal("OpenBLAS 0.1.0", here.kernel());
    UserError kernel = refusal(here.library(), "Alien");

    assertTrue(library.getMessage().contains("the sweep's is OpenBLAS 0.1.0"), "" + library);
    assertTrue(kernel.getMessage().contains("the sweep's is " + here.library() + ", kernel Alien"));
    assertTrue(kernel.getMessage().endsWith("--kernel"), "" + kernel);
  }

  private static UserError refusal(String library, String kernel) {
    BackendPin pin = new BackendPin("native", BlasChoice.DEFAULT, library, kernel);
    return assertThrows(UserError.class, pin::choose);
  }

  @Test
  void aProcessKeepsToTheLibraryThatItHasLoaded() {
    requireBox();
    NativeBlas.choose(BlasChoice.DEFAULT);

    UserError other =
        assertThrows(UserError.class, () -> NativeBlas.choose(new BlasChoice("system", "")));

    assertTrue(other.getMessage().contains("cannot change to system"), other.getMessage());
  }
}
