package neurosweep.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The machine's own Chromium without a window. Paths to browser and driver are given, so nothing is
 * looked for or downloaded.
 */
public final class Browser implements AutoCloseable {
  /** Warns of every browser that is newer than the library; it is kept here, as levels fade. */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final ChromeDriver driver;

  /** Starts it with an empty profile; skips the tests where the machine has none. */
  public Browser(Path profile) {
    File chromium = program("chromium");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // it refuses to run as root with one
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1200,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    VERSIONS.setLevel(Level.OFF);
    this.driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
  }

  private static File program(String name) {
    Optional<File> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> new File(directory, name))
            .filter(File::canExecute)
            .findFirst();
    return found.orElseGet(() -> abort("no " + name + " on the PATH: pages are not tried"));
  }

  public void open(Path page) {
    open(page.toUri());
  }

  public void open(URI page) {
    driver.manage().logs().get(LogType.PERFORMANCE); // of the page before
    driver.manage().logs().get(LogType.BROWSER);
    driver.get(page.toString());
  }

  /** A screen of this width from now on. */
  public void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
  }

  public WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** What the console says since the page was opened. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .toList();
  }

  /**
   * Requests since the page was opened, but for the page itself and what it holds, and but for
   * those of the empty tab that the browser begins with.
   */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .filter(message -> !message.contains("\"url\":\"file:"))
        .filter(message -> !message.contains("\"url\":\"data:"))
        .filter(message -> !message.contains("\"documentURL\":\"chrome:"))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
