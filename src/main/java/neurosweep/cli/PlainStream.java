package neurosweep.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import neurosweep.core.PlainText;

/** Standard error for libraries, such as their logs: text in UTF-8, which passes PlainText. */
final class PlainStream extends OutputStream {
  private final Writer target;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] begun = new byte[0];

  private PlainStream(OutputStream target) {
    this.target = new OutputStreamWriter(target, StandardCharsets.UTF_8);
  }

  /** Takes the place of {@code System.err}. */
  static PrintStream of(OutputStream target) {
    return new PrintStream(new PlainStream(target), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(begun.length + length);
    in.put(begun).put(bytes, from, length).flip();
    CharBuffer text = CharBuffer.allocate(in.remaining());
    decoder.decode(in, text, false);
    begun = new byte[in.remaining()]; // of a character that is not whole yet
    in.get(begun);
    target.write(PlainText.text(text.flip().toString()));
    target.flush();
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }
}
