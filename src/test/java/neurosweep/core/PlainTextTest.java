package neurosweep.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource({
    "https://user:pass@host/x, https://host/x",
    "s3a://KEY:SECRET@bucket/a@b, s3a://bucket/a@b",
    "spark://u@h:7077, spark://h:7077",
    "k8s://https://u:p@ss@host:6443, k8s://https://host:6443",
    "--master=hdfs://a:b@n:9000/d and ftp://c:d@m, --master=hdfs://n:9000/d and ftp://m",
    "https://host/path?to=a@b, https://host/path?to=a@b",
    "me@host and file:///a@b, me@host and file:///a@b",
  })
  void addressesLoseTheirUsers(String text, String shown) {
    assertEquals(shown, PlainText.line(text));
    assertEquals(shown, PlainText.text(text));
  }

  @Test
  void whatCannotBeSeenIsItsCode() {
    String text = "\u001b[2J\u009b\u202Ex ä\uD83D\uDE00";
    String shown = "<U+001B>[2J<U+009B><U+202E>x ä\uD83D\uDE00";
    assertEquals(shown, PlainText.line(text));
    assertEquals(shown, PlainText.text(text));
  }

  @Test
  void linesEndOnlyWhereTheProgramEndsThem() {
    assertEquals("a<U+000A>b<U+000D>\tc", PlainText.line("a\nb\r\tc"));
    assertEquals("a\r\nb\nc<U+000D>d", PlainText.text("a\r\nb\nc\rd"));
  }
}
