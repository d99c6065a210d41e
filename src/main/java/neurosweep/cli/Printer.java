package neurosweep.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import neurosweep.core.PlainText;

/**
 * What commands print on, standard output and standard error alike: everything passes {@link
 * PlainText}. What is printed with {@code println} or {@code printf} is one line, whatever is in
 * it; {@code print} takes text of several. The program's own sequences for a terminal go through
 * {@link #steer}.
 */
final class Printer extends PrintWriter {
  private final PrintWriter target;

  private Printer(PrintWriter target) {
    super(new Plain(target), true);
    this.target = target;
  }

  /** One that prints on a stream of this process. */
  static Printer on(PrintWriter target) {
    return target instanceof Printer printer ? printer : new Printer(target);
  }

  @Override
  public void println(String line) {
    super.print(PlainText.line(String.valueOf(line)));
    super.println();
  }

  @Override
  public void println(Object line) {
    println(String.valueOf(line));
  }

  @Override
  public PrintWriter format(Locale locale, String format, Object... values) {
    String text = String.format(locale, format, values);
    String end = System.lineSeparator();
    if (text.endsWith(end)) {
      println(text.substring(0, text.length() - end.length()));
    } else {
      print(PlainText.line(text));
    }
    return this;
  }

  @Override
  public PrintWriter format(String format, Object... values) {
    return format(Locale.ROOT, format, values);
  }

  /** Moves the cursor, or clears what is there. */
  void steer(String sequence) {
    flush();
    target.print(sequence);
  }

  @Override
  public boolean checkError() {
    flush();
    return target.checkError();
  }

  /** Each piece of text by itself: nobody prints half a character. */
  private static final class Plain extends FilterWriter {
    Plain(Writer target) {
      super(target);
    }

    @Override
    public void write(int c) throws IOException {
      write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      write(new String(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      out.write(PlainText.text(text.substring(from, from + length)));
    }
  }
}
