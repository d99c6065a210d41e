package neurosweep.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * One change to the bytes of a valid input. A list of them shrinks to the few that break a reader.
 *
 * @param kind what is done
 * @param at where, modulo the length
 * @param value with what, or how much
 */
public record ByteEdit(Kind kind, int at, int value) {

  /** Kinds of change. */
  public enum Kind {
    FLIP,
    SET,
    TOKEN,
    DELETE,
    COPY,
    CUT,
    REPEAT,
    BIG_INT,
    LITTLE_INT
  }

  private static final int MOST_REPEATS = 50_000;

  private static final int[] NUMBERS = {
    0, 1, -1, 7, 255, 256, 65_535, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final List<String> TOKENS =
      List.of(
          "1e999",
          "-1",
          "99999999999999999999",
          "1e-400",
          "NaN",
          "null",
          "true",
          "0x1p3",
          "..",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!!net.URL ",
          "<<: ",
          "\"",
          "'",
          "\n",
          "\n---\n",
          "\t",
          "\\u0000",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          ",",
          ":",
          ": ",
          "- ",
          "=",
          "%s",
          "1..999999",
          "range(1,1000000)",
          "logspace(1,2,3)",
          "../",
          "#",
          "|",
          "~",
          "\r");

  /** One to four changes of any kind. */
  public static Arbitrary<List<ByteEdit>> some() {
    return some(Kind.values());
  }

  /** One to four changes of some kinds. */
  public static Arbitrary<List<ByteEdit>> some(Kind... kinds) {
    Arbitrary<Integer> any =
        Arbitraries.integers().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
    return Combinators.combine(Arbitraries.of(kinds), any, any)
        .as(ByteEdit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /** The input after all changes, each at or behind {@code from}. */
  public static byte[] applied(List<ByteEdit> edits, byte[] valid, int from) {
    byte[] bytes = valid;
    for (ByteEdit edit : edits) {
      bytes = edit.applied(bytes, Math.min(from, bytes.length));
    }
    return bytes;
  }

  private byte[] applied(byte[] bytes, int from) {
    int place = from + Math.floorMod(at, bytes.length - from + 1);
    int left = bytes.length - place;
    int some = Math.min(left, Math.floorMod(value, 64));
    byte[] part = Arrays.copyOfRange(bytes, place, place + some);
    return switch (kind) {
      case FLIP -> changed(bytes, place, left == 0 ? 0 : bytes[place] ^ (1 << (value & 7)));
      case SET -> changed(bytes, place, value);
      case TOKEN -> spliced(bytes, place, 0, token(Math.floorMod(value, TOKENS.size())), 1);
      case DELETE -> spliced(bytes, place, some, part, 0);
      case COPY -> spliced(bytes, Math.floorMod(value, bytes.length + 1), 0, part, 1);
      case CUT -> Arrays.copyOf(bytes, place);
      case REPEAT -> {
        int times = Math.floorMod(value, 16) == 0 ? MOST_REPEATS : 3;
        yield spliced(bytes, place, 0, Arrays.copyOf(part, Math.min(some, 3)), times);
      }
      case BIG_INT -> overwritten(bytes, place, ByteOrder.BIG_ENDIAN);
      case LITTLE_INT -> overwritten(bytes, place, ByteOrder.LITTLE_ENDIAN);
    };
  }

  private static byte[] token(int index) {
    return TOKENS.get(index).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] changed(byte[] bytes, int place, int to) {
    byte[] changed = bytes.clone();
    if (place < bytes.length) {
      changed[place] = (byte) to;
    }
    return changed;
  }

  private static byte[] spliced(byte[] bytes, int place, int removed, byte[] added, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, place);
    for (int i = 0; i < times; i++) {
      out.writeBytes(added);
    }
    out.write(bytes, place + removed, bytes.length - place - removed);
    return out.toByteArray();
  }

  private byte[] overwritten(byte[] bytes, int place, ByteOrder order) {
    byte[] changed = bytes.clone();
    if (place + Integer.BYTES <= bytes.length) {
      int number = NUMBERS[Math.floorMod(value, NUMBERS.length)];
      ByteBuffer.wrap(changed).order(order).putInt(place, number);
    }
    return changed;
  }
}
