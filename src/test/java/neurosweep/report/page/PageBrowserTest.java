package neurosweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import neurosweep.testing.Browser;
import neurosweep.testing.PageSweeps;
import neurosweep.testing.WrittenPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser. */
@Tag("environment")
class PageBrowserTest {
  @TempDir static Path shared;

  private static Browser browser;
  private static Path states;
  private static Path nasty;
  private static Path large;

  @BeforeAll
  static void open() throws IOException {
    browser = new Browser(shared.resolve("profile"));
    states = WrittenPage.write(PageSweeps.everyState(shared.resolve("states")));
    nasty = WrittenPage.write(PageSweeps.nasty(shared.resolve("nasty")));
    large = WrittenPage.write(PageSweeps.large(shared.resolve("large")));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void theConsoleIsEmptyAndNothingWasRequested() {
    assertEquals(List.of(), browser.console());
    assertEquals(List.of(), browser.requests());
  }

  private static List<String> column(String table, int column) {
    return browser.all(table + " tbody tr td:nth-child(" + column + ")").stream()
        .map(WebElement::getText)
        .toList();
  }

  private static void choose(String filter, String value) {
    browser.all("[data-filter=" + filter + "] option").stream()
        .filter(option -> option.getText().equals(value))
        .findFirst()
        .orElseThrow()
        .click();
  }

  private static double leading(String text) {
    return Double.parseDouble(text.split(" ", 2)[0]);
  }

  @Test
  void theFirstStopOfTheKeyboardSkipsToTheSummary() {
    browser.open(states);
    new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
    WebElement focused = browser.driver().switchTo().activeElement();
    assertEquals("Skip to the summary", focused.getText());
    focused.sendKeys(Keys.ENTER);
    assertEquals("summary", browser.run("return document.activeElement.id"));
  }

  @Test
  void tablesSortByKeyboard() {
    browser.open(states);
    WebElement heading = browser.one("#tab\\:small-sweep-grid th:nth-child(2)");
    List<String> before = column("#tab\\:small-sweep-grid", 2);
    WebElement button = heading.findElement(By.tagName("button"));
    button.sendKeys(Keys.ENTER);
    assertEquals("ascending", heading.getDomAttribute("aria-sort"));
    List<String> up = column("#tab\\:small-sweep-grid", 2);
    button.sendKeys(Keys.SPACE);
    assertEquals("descending", heading.getDomAttribute("aria-sort"));
    List<String> down = column("#tab\\:small-sweep-grid", 2);
    assertEquals(before.stream().sorted().toList(), up.stream().sorted().toList());
    assertEquals(2, up.size());
    assertTrue(leading(up.get(0)) < leading(up.get(1)), up.toString());
    assertTrue(leading(down.get(0)) > leading(down.get(1)), down.toString());
  }

  @Test
  void theExplorerFiltersSortsAndTurnsPages() {
    browser.open(large);
    assertEquals("1 to 50 of 10000 cells", browser.one("#explorer-count").getText());
    choose("depth", "3");
    choose("algorithm", "tp");
    choose("seed", "2");
    String filtered = "of 100 cells, filtered from 10000";
    assertEquals("1 to 50 " + filtered, browser.one("#explorer-count").getText());
    assertEquals(50, browser.all("#explorer tbody tr").size());
    assertTrue(column("#explorer", 2).stream().allMatch("3"::equals));
    browser.one("#explorer th:nth-child(7) button").sendKeys(Keys.ENTER);
    List<String> sorted = column("#explorer", 7).stream().filter(t -> !t.equals("–")).toList();
    List<Double> numbers = sorted.stream().map(Double::valueOf).toList();
    assertEquals(numbers.stream().sorted().toList(), numbers);
    browser.one(".pager button:nth-of-type(2)").click();
    assertEquals("51 to 100 " + filtered, browser.one("#explorer-count").getText());
    choose("state", "DIVERGED");
    assertTrue(column("#explorer", 6).stream().allMatch("DIVERGED"::equals));
  }

  @Test
  void aCellsKeyAndCommandAreCopied() {
    browser.open(states);
    String key = column("#explorer", 11).get(0);
    assertTrue(key.matches("[0-9a-f]{20}"), key);
    browser.all("#explorer tbody tr:first-child button").get(1).click();
    String copied = browser.one("[aria-label='last copied']").getDomProperty("value");
    assertEquals(WrittenPage.ORIGIN.command() + " " + key, copied);
  }

  @Test
  void marksTellTheirCellByKeyboardAndPointer() {
    browser.open(states);
    WebElement drawing = browser.one("figure.drawing svg");
    drawing.sendKeys(Keys.ARROW_RIGHT);
    WebElement tip = browser.one(".tip");
    assertTrue(tip.isDisplayed());
    String first = tip.getText();
    drawing.sendKeys(Keys.END);
    assertFalse(first.equals(tip.getText()), first);
    drawing.sendKeys(Keys.ESCAPE);
    assertFalse(tip.isDisplayed());
    WebElement mark =
        browser.all("figure.drawing [data-tip]").stream()
            .filter(each -> each.getDomAttribute("data-tip").contains(", cell "))
            .findFirst()
            .orElseThrow();
    browser.run("arguments[0].scrollIntoView({block: 'center'})", mark);
    new Actions(browser.driver()).moveToElement(mark).perform();
    assertTrue(tip.isDisplayed());
    assertTrue(
        tip.getText().matches(".*: 0\\.\\d+; seed \\d, cell [0-9a-f]{20} \\(.*"), tip.getText());
    new Actions(browser.driver()).click().perform();
    String found = browser.one("[data-filter=cell]").getDomProperty("value");
    assertTrue(tip.getDomProperty("textContent").contains("cell " + found), found);
    assertEquals(1, browser.all("#explorer tbody tr").size());
  }

  @Test
  void aNarrowScreenScrollsOnlyInsideItsTables() {
    for (Path page : List.of(states, nasty)) {
      browser.open(page);
      browser.width(360);
      Number wide = (Number) browser.run("return document.documentElement.scrollWidth");
      assertTrue(wide.intValue() <= 360, page + " is " + wide);
      Number inside =
          (Number)
              browser.run(
                  "return Math.max(...[...document.querySelectorAll('#tables .scroll')]"
                      + ".map(each => each.scrollWidth))");
      assertTrue(inside.intValue() > 360, "a table is wider and scrolls");
      browser.width(1200);
    }
  }

  @Test
  void nastyNamesAreText() {
    browser.open(nasty);
    assertEquals(PageSweeps.NASTY, browser.one("h1").getDomProperty("textContent"));
    assertEquals(PageSweeps.NASTY + " – report", browser.driver().getTitle());
    assertNull(browser.run("return document.querySelector('img')"));
    List<String> options =
        browser.all("[data-filter=algorithm] option").stream()
            .map(option -> option.getDomProperty("textContent"))
            .toList();
    assertTrue(options.contains(PageSweeps.NASTY), options.toString());
    assertTrue(column("#failures", 3).contains(PageSweeps.NASTY), column("#failures", 3) + "");
  }
}
