package neurosweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.analysis.Analysis;
import neurosweep.report.chart.Figures;
import neurosweep.report.format.HtmlFormat;
import neurosweep.report.table.ReportTable;
import neurosweep.testing.PageSweeps;
import neurosweep.testing.SearchedSweeps;
import neurosweep.testing.WrittenPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("environment")
class PageTest {
  @TempDir Path directory;

  private static List<String> all(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String digest(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void nothingCanBeLoadedAndOnlyOurScriptRuns() throws Exception {
    String page = WrittenPage.text(PageSweeps.everyState(directory));
    String policy = all("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", page).get(0);
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertTrue(policy.contains("'sha256-" + digest(all("<script>(.*?)</script>", page).get(0))));
    assertTrue(policy.contains("'sha256-" + digest(all("<style>(.*?)</style>", page).get(0))));
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(page.contains("http:") || page.contains("https:"), "no address of anything");
    assertFalse(Pattern.compile("<[^>]* (style|on[a-z]+)=").matcher(page).find(), "inline");
    assertEquals(2, all("<script([^>]*)>", page).size());
  }

  private PageSweeps.OnDisk searched(String name) throws IOException {
    SearchedSweeps search = SearchedSweeps.of(name);
    return new PageSweeps.OnDisk(search.write(directory), search.design());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grid", "halving", "fickle", "random"})
  void everyTableAndFigureIsInIt(String which) throws IOException {
    PageSweeps.OnDisk sweep =
        which.equals("grid") ? PageSweeps.everyState(directory) : searched(which);
    String page = WrittenPage.text(sweep);
    List<String> drawn = all("<figure class=\"drawing\" id=\"figure-([^\"]*)", page);
    boolean compares = drawn.stream().anyMatch(each -> each.startsWith("comparison"));
    assertEquals(compares, drawn.get(0).startsWith("comparison"), drawn.toString());
    assertEquals(compares, !which.equals("fickle"), "one configuration is left of one group");
    for (String table : made(sweep)) {
      String fragment = Files.readString(directory.resolve("tables/" + table + ".html"));
      assertTrue(page.contains(fragment), table);
    }
    Figures.Written figures =
        Figures.write(sweep.directory(), Analysis.read(sweep.directory(), sweep.design()));
    assertFalse(figures.names().isEmpty());
    figures
        .captions()
        .forEach(
            (name, caption) -> {
              assertTrue(page.contains("id=\"figure-" + name + "\""), name);
              assertTrue(page.contains(HtmlFormat.escape(caption)), name);
            });
    assertEquals(figures.names().size(), all("(<svg )", page).size());
    List<String> ids = all(" id=\"([^\"]*)\"", page);
    Set<String> distinct = new HashSet<>(ids);
    assertEquals(ids.size(), distinct.size(), ids.toString());
    for (String target : all("href=\"#([^\"]*)\"", page)) {
      assertTrue(distinct.contains(target), target);
    }
  }

  /** What was given up took its time and may have failed, too. */
  @Test
  void ofASearchAllCellsAreCounted() throws IOException {
    String page = WrittenPage.text(searched("halving"));
    for (String said :
        List.of(
            "11 FINISHED, 7 DIVERGED",
            "Every cell that counts, numbers",
            "of one core for 18 cells",
            "Runs that diverged: 7;",
            "drawn from loguniform(0.001, 0.1)",
            "<td class=\"number\">7</td><td>DIVERGED</td><td>the loss is NaN</td>")) {
      assertTrue(page.contains(said), said);
    }
    assertFalse(page.contains("Every cell finished"));
  }

  @Test
  void anUnfinishedSweepSaysSoLoudlyAndNamesEveryCause() throws IOException {
    String page = WrittenPage.text(PageSweeps.everyState(directory));
    assertTrue(page.contains("<p class=\"certificate partial\" id=\"certificate\">PARTIAL: 13 of"));
    assertTrue(
        page.contains("12 FINISHED, 1 DIVERGED, 1 FAILED, 1 TIMED_OUT, 1 MISSING"), "counts");
    for (String cause : List.of("the loss is NaN", "OutOfMemoryError", "passed the time limit")) {
      assertTrue(page.contains("<td>" + cause), cause);
    }
    assertTrue(page.contains("Not yet: the sweep is not finished"), "the checklist");
    assertTrue(page.contains("Not known to this program, fill in"), "the checklist");
  }

  @Test
  void everyPlannedCellIsInTheExplorersData() throws IOException {
    String page = WrittenPage.text(PageSweeps.everyState(directory));
    String data = all("<script type=\"application/json\" id=\"cells\">(.*?)</script>", page).get(0);
    JsonNode json = new ObjectMapper().readTree(data);
    assertEquals(16, json.get("cells").size());
    Set<String> keys = new HashSet<>();
    json.get("cells").forEach(cell -> keys.add(cell.get(0).asText()));
    assertEquals(16, keys.size());
    JsonNode first = json.get("cells").get(0);
    assertEquals(4 + 2 + json.get("metrics").size(), first.size());
    assertEquals("bp", json.get("axes").get(0).get("values").get(first.get(4).asInt()).asText());
    assertEquals("MISSING", json.get("states").get(4).asText());
  }

  @Test
  void namesAreNeverMarkup() throws IOException {
    String page = WrittenPage.text(PageSweeps.nasty(directory));
    assertFalse(page.contains("<img"), "an element from a name");
    assertFalse(page.contains("<script>document"), "a script from a name");
    assertEquals(2, all("(<script)", page).size());
    assertTrue(page.contains("<h1>" + HtmlFormat.escape(PageSweeps.NASTY) + "</h1>"));
  }

  @Test
  void whatIsTooLargeIsNamedAndLeftOut() throws IOException {
    PageSweeps.OnDisk sweep = PageSweeps.everyState(directory);
    Figures.Written figures =
        Figures.write(sweep.directory(), Analysis.read(sweep.directory(), sweep.design()));
    String none = new Gallery(sweep.directory().files(), figures).others(100);
    assertTrue(none.contains("Left out"), none);
    figures.names().forEach(name -> assertTrue(none.contains(name), name));
    Path drawing = directory.resolve("figures/" + figures.names().get(0) + ".svg");
    Files.writeString(drawing, Files.readString(drawing) + " ".repeat(3 << 20));
    String picture = new Gallery(sweep.directory().files(), figures).others(Page.MOST_BYTES);
    assertEquals(
        1,
        all("(<img class=\"page\" alt=\"[^\"]+\" src=\"data:image/png;base64,)", picture).size());
    assertFalse(picture.contains("Left out"));
  }

  @Test
  void theSameSweepGivesTheSamePage() throws IOException {
    PageSweeps.OnDisk sweep = PageSweeps.everyState(directory);
    assertEquals(WrittenPage.text(sweep), WrittenPage.text(sweep));
  }

  private static List<String> made(PageSweeps.OnDisk sweep) {
    return ReportTable.CATALOG.names().stream()
        .filter(each -> ReportTable.CATALOG.get(each).applies(sweep.design()))
        .toList();
  }
}
