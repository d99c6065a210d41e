package neurosweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The one way to the streams of the process. */
class PrinterTest {
  @Test
  void whatIsPrintedAsALineIsOne() {
    StringWriter said = new StringWriter();
    Printer printer = Printer.on(new PrintWriter(said));
    printer.println("a\nb\u001b[2J");
    printer.println((Object) "c\u202E");
    printer.printf(Locale.ROOT, "%s %d%n", "d\ne", 1);
    printer.print("f\ng\u0007\n");
    printer.steer(Terminal.CLEAR_LINE);
    printer.println("h");
    assertEquals(
        "a<U+000A>b<U+001B>[2J\nc<U+202E>\nd<U+000A>e 1\nf\ng<U+0007>\n\r\u001b[Kh\n",
        said.toString().replace(System.lineSeparator(), "\n"));
  }

  /** Logs and libraries print on standard error, in pieces of any length. */
  @Test
  void librariesPrintThroughTheSameFilter() {
    byte[] text = "warn \u001b]0;x\u0007 größe \u202E\u009b\n".getBytes(StandardCharsets.UTF_8);
    for (int piece = 1; piece <= text.length; piece++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream stream = PlainStream.of(out);
      for (int from = 0; from < text.length; from += piece) {
        stream.write(text, from, Math.min(piece, text.length - from));
      }
      stream.flush();
      assertEquals(
          "warn <U+001B>]0;x<U+0007> größe <U+202E><U+009B>\n",
          out.toString(StandardCharsets.UTF_8));
    }
  }
}
