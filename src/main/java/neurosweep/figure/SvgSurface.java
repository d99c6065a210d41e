package neurosweep.figure;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import neurosweep.core.PlainText;
import org.apache.commons.text.translate.AggregateTranslator;
import org.apache.commons.text.translate.CharSequenceTranslator;
import org.apache.commons.text.translate.EntityArrays;
import org.apache.commons.text.translate.LookupTranslator;

/** Writes SVG 1.1: text stays text, every mark carries its tip as a title. */
final class SvgSurface implements Surface {
  /** What XML reads as markup, and what it does not allow and is no control character. */
  private static final CharSequenceTranslator ESCAPES =
      new AggregateTranslator(
          new LookupTranslator(EntityArrays.BASIC_ESCAPE),
          new LookupTranslator(Map.of("\r", "?", "\uFFFE", "?", "\uFFFF", "?")));

  private final StringBuilder body = new StringBuilder();
  private final String id;
  private int clips;

  /**
   * An empty drawing.
   *
   * @param name of the figure; ids begin with it, so that several fit into one page
   */
  SvgSurface(String name) {
    this.id = "f-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  /** The whole file. */
  String document(double width, double height, String title, String description) {
    return String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$spt" height="%2$spt" viewBox="0 0 %1$s %2$s"\
             role="img" aria-labelledby="%3$s-title %3$s-desc" font-family="%4$s">
            """,
            number(width),
            number(height),
            id,
            Typeface.STACK)
        + "<title id=\""
        + id
        + "-title\">"
        + escaped(title)
        + "</title>\n"
        + "<desc id=\""
        + id
        + "-desc\">"
        + escaped(description)
        + "</desc>\n"
        + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>\n";
  }

  @Override
  public void draw(Outline outline, Style style, String tip) {
    if (outline.isEmpty()) {
      return;
    }
    body.append("<path d=\"").append(data(outline)).append('"');
    Ink fill = style.fill();
    body.append(" fill=\"").append(fill.visible() ? fill.hex() : "none").append('"');
    opacity("fill-opacity", fill);
    Pen pen = style.pen();
    if (pen.ink().visible()) {
      body.append(" stroke=\"").append(pen.ink().hex()).append('"');
      body.append(" stroke-width=\"").append(number(pen.width())).append('"');
      body.append(" stroke-linejoin=\"round\"");
      opacity("stroke-opacity", pen.ink());
      if (!pen.dash().isEmpty()) {
        String dash = pen.dash().stream().map(SvgSurface::number).collect(Collectors.joining(" "));
        body.append(" stroke-dasharray=\"").append(dash).append('"');
      }
    }
    end("path", tip);
  }

  private void opacity(String name, Ink ink) {
    if (ink.visible() && ink.opacity() < 1) {
      body.append(' ').append(name).append("=\"").append(number(ink.opacity())).append('"');
    }
  }

  private void end(String element, String tip) {
    if (tip.isEmpty()) {
      body.append("/>\n");
    } else {
      body.append("><title>").append(escaped(tip)).append("</title></").append(element);
      body.append(">\n");
    }
  }

  private static String data(Outline outline) {
    StringBuilder text = new StringBuilder();
    outline.walk(
        new Outline.Walk() {
          @Override
          public void move(double x, double y) {
            to('M', x, y);
          }

          @Override
          public void line(double x, double y) {
            to('L', x, y);
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            to('C', x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            text.append('Z');
          }

          private void to(char step, double... at) {
            text.append(step);
            for (int i = 0; i < at.length; i++) {
              text.append(i == 0 ? "" : " ").append(number(at[i]));
            }
          }
        });
    return text.toString();
  }

  @Override
  public void write(Label label) {
    if (label.words().isEmpty()) {
      return;
    }
    Label.Spot spot = label.spot();
    String place = "x=\"" + number(spot.x()) + "\" y=\"" + number(spot.y()) + '"';
    body.append("<text ").append(place).append(" font-size=\"").append(number(label.size()));
    body.append("\" text-anchor=\"").append(spot.anchor().name().toLowerCase(Locale.ROOT));
    body.append("\" fill=\"").append(label.ink().hex()).append('"');
    if (spot.upwards()) {
      String at = number(spot.x()) + " " + number(spot.y());
      body.append(" transform=\"rotate(-90 ").append(at).append(")\"");
    }
    body.append('>').append(escaped(label.words().text()));
    if (!label.words().raised().isEmpty()) {
      body.append("<tspan dy=\"").append(number(-Words.RAISE * label.size()));
      body.append("\" font-size=\"").append(number(Words.RAISED_SIZE * label.size()));
      body.append("\">").append(escaped(label.words().raised())).append("</tspan>");
    }
    body.append("</text>\n");
  }

  @Override
  public void clipped(Box box, Runnable marks) {
    String clip = id + "-clip" + clips++;
    body.append("<clipPath id=\"").append(clip).append("\"><path d=\"");
    body.append(data(Outline.of(box))).append("\"/></clipPath>\n");
    body.append("<g clip-path=\"url(#").append(clip).append(")\">\n");
    marks.run();
    body.append("</g>\n");
  }

  @Override
  public void picture(Box box, Pixels pixels, String tip) {
    String content = Base64.getEncoder().encodeToString(Png.encode(pixels.image(), 0));
    body.append("<image x=\"").append(number(box.x())).append("\" y=\"").append(number(box.y()));
    body.append("\" width=\"").append(number(box.width()));
    body.append("\" height=\"").append(number(box.height()));
    body.append("\" preserveAspectRatio=\"none\" image-rendering=\"pixelated\"");
    body.append(" href=\"data:image/png;base64,").append(content).append('"');
    end("image", tip);
  }

  /** Two decimals, as short as they go. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String digits = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    return digits.endsWith("0") ? digits.substring(0, digits.length() - 1) : digits;
  }

  /** Text that XML takes as text; characters that it does not allow become question marks. */
  static String escaped(String text) {
    return ESCAPES.translate(PlainText.text(text));
  }
}
