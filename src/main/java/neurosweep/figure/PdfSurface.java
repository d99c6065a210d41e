package neurosweep.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import neurosweep.core.PlainText;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/**
 * Writes a PDF of one page. Its font is embedded, and nothing in it depends on the clock or on
 * chance. Tips have no place in a PDF.
 */
final class PdfSurface implements Surface, AutoCloseable {
  private final double height;
  private final PDDocument document = new PDDocument();
  private final PDPage page;
  private final PDType0Font font;
  private final PDPageContentStream content;
  private final Map<Double, PDExtendedGraphicsState> opacities = new HashMap<>();

  PdfSurface(double width, double height) {
    this.height = height;
    this.page = new PDPage(new PDRectangle((float) width, (float) height));
    document.addPage(page);
    document.setDocumentId(1L); // otherwise the time
    try {
      this.font = PDType0Font.load(document, Typeface.font(), true);
      this.content =
          new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void go() throws IOException;
  }

  /** Pages are built in memory, where no I/O can fail. */
  private static void inMemory(Writing writing) {
    try {
      writing.go();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole file; nothing can be drawn after. */
  byte[] document(String title, String description) {
    PDDocumentInformation about = new PDDocumentInformation();
    about.setTitle(PlainText.line(title));
    about.setSubject(PlainText.text(description));
    about.setCreator("neurosweep");
    document.setDocumentInformation(about);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inMemory(
        () -> {
          content.close();
          document.save(out, CompressParameters.NO_COMPRESSION);
        });
    return out.toByteArray();
  }

  @Override
  public void draw(Outline outline, Style style, String tip) {
    boolean fills = style.fill().visible();
    Pen pen = style.pen();
    boolean strokes = pen.ink().visible();
    if (outline.isEmpty() || (!fills && !strokes)) {
      return;
    }
    inMemory(
        () -> {
          if (fills) {
            opacity(style.fill().opacity());
            Ink ink = style.fill();
            content.setNonStrokingColor((float) ink.red(), (float) ink.green(), (float) ink.blue());
            trace(outline);
            content.fill();
          }
          if (strokes) {
            opacity(pen.ink().opacity());
            prepare(pen);
            trace(outline);
            content.stroke();
          }
        });
  }

  private void prepare(Pen pen) throws IOException {
    Ink ink = pen.ink();
    content.setStrokingColor((float) ink.red(), (float) ink.green(), (float) ink.blue());
    content.setLineWidth((float) pen.width());
    content.setLineJoinStyle(1);
    float[] dash = new float[pen.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = pen.dash().get(i).floatValue();
    }
    content.setLineDashPattern(dash, 0);
  }

  private void opacity(double opacity) throws IOException {
    PDExtendedGraphicsState state =
        opacities.computeIfAbsent(
            opacity,
            value -> {
              PDExtendedGraphicsState fresh = new PDExtendedGraphicsState();
              fresh.setNonStrokingAlphaConstant(value.floatValue());
              fresh.setStrokingAlphaConstant(value.floatValue());
              return fresh;
            });
    content.setGraphicsStateParameters(state);
  }

  private void trace(Outline outline) {
    outline.walk(
        new Outline.Walk() {
          @Override
          public void move(double x, double y) {
            inMemory(() -> content.moveTo((float) x, up(y)));
          }

          @Override
          public void line(double x, double y) {
            inMemory(() -> content.lineTo((float) x, up(y)));
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            inMemory(
                () -> content.curveTo((float) x1, up(y1), (float) x2, up(y2), (float) x, up(y)));
          }

          @Override
          public void close() {
            inMemory(content::closePath);
          }
        });
  }

  /** A PDF's y grows upwards. */
  private float up(double y) {
    return (float) (height - y);
  }

  @Override
  public void write(Label label) {
    if (label.words().isEmpty()) {
      return;
    }
    inMemory(
        () -> {
          opacity(1);
          Ink ink = label.ink();
          content.setNonStrokingColor((float) ink.red(), (float) ink.green(), (float) ink.blue());
          Label.Spot spot = label.spot();
          double lead = label.lead();
          content.beginText();
          content.setTextMatrix(
              spot.upwards()
                  ? new Matrix(0, 1, -1, 0, (float) spot.x(), up(spot.y() + lead))
                  : Matrix.getTranslateInstance((float) (spot.x() - lead), up(spot.y())));
          content.setFont(font, (float) label.size());
          content.showText(Typeface.printable(label.words().text()));
          if (!label.words().raised().isEmpty()) {
            content.setTextRise((float) (Words.RAISE * label.size()));
            content.setFont(font, (float) (Words.RAISED_SIZE * label.size()));
            content.showText(Typeface.printable(label.words().raised()));
            content.setTextRise(0);
          }
          content.endText();
        });
  }

  @Override
  public void clipped(Box box, Runnable marks) {
    inMemory(
        () -> {
          content.saveGraphicsState();
          trace(Outline.of(box));
          content.clip();
        });
    marks.run();
    inMemory(content::restoreGraphicsState);
  }

  @Override
  public void picture(Box box, Pixels pixels, String tip) {
    inMemory(
        () -> {
          opacity(1);
          var object = LosslessFactory.createFromImage(document, pixels.image());
          object.getCOSObject().setBoolean(COSName.INTERPOLATE, false);
          content.drawImage(
              object, (float) box.x(), up(box.bottom()), (float) box.width(), (float) box.height());
        });
  }

  @Override
  public void close() {
    inMemory(document::close);
  }
}
