package neurosweep.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlateTest {
  private static final double NAN = Double.NaN;
  private static final String ODD = "50 % & _a_ #1 $x$ <b>\"q\"</b> \u4e2d\u0001";

  /** Every kind of layer in one figure, with gaps and names that formats may stumble over. */
  private static Figure everything() {
    Look look = Look.of(1);
    double[] x = {0, 1, 2, 3};
    double[] low = {0, NAN, 1, 1};
    double[] high = {1, NAN, 2, 3};
    ColourRange range = ColourRange.over(ODD, 0, 1);
    Picture.Extent extent = new Picture.Extent(0, 2, 0, 2);
    double[][] values = {{0, 1}, {NAN, 0.5}};
    List<Layer> layers =
        List.of(
            new Picture(values, extent, range, "picture"),
            new Ribbon(x, low, high, look),
            new Curve(x, new double[] {0.5, NAN, 1.5, 2}, look, Curve.Weight.MAIN, ODD),
            new Curve(x, x, look, Curve.Weight.BROKEN, "broken"),
            new Dots(List.of(new Dots.Dot(1, 1, 0.2, "dot")), look, Frame.Slot.WHOLE, 1),
            new Means(
                List.of(new Means.Mean(1, 1, 0, 2, "mean")), look, new Frame.Slot(1, 3), true),
            new Crosses(List.of(new Crosses.Cross(2, "cross")), look, Frame.Slot.WHOLE),
            new Events(x, x, look, "events"),
            new Guide(Guide.Kind.IDENTITY, 0),
            new Guide(Guide.Kind.LEVEL, 1));
    List<Key> keys = new ArrayList<>();
    for (Key.Sample sample : Key.Sample.values()) {
      keys.add(new Key(ODD, Look.of(keys.size()), sample));
    }
    return new Figure(
        new Figure.Heading("every-thing", ODD, "PARTIAL: 1 of 2 cells"),
        Figure.Shape.of(2, 0, 90),
        new Figure.Axes(
            new Figure.Axis(ODD, new LinearScale(0, 3, List.of(), false)),
            new Figure.Axis("y", new LinearScale(0, 3, List.of(), false))),
        List.of(new Figure.Panel(ODD, "", layers), new Figure.Panel("empty", "no data", List.of())),
        new Figure.Legend(keys, Optional.of(range)));
  }

  private static Figure cells(int columns, int rows) {
    List<HeatMap.Cell> cells = new ArrayList<>();
    for (HeatMap.Mark mark : HeatMap.Mark.values()) {
      double value = mark == HeatMap.Mark.LOST ? NAN : 0.5;
      cells.add(new HeatMap.Cell(cells.size() % columns, 0, value, "1/3", mark, "tip " + mark));
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.max(columns, rows); i++) {
      names.add("name " + i);
    }
    return new Figure(
        new Figure.Heading("cells", "", ""),
        Figure.Shape.of(1, 0, 90),
        new Figure.Axes(
            new Figure.Axis("x", new BandScale(names.subList(0, columns), false)),
            new Figure.Axis("y", new BandScale(names.subList(0, rows), false))),
        List.of(
            new Figure.Panel("", "", List.of(new HeatMap(cells, ColourRange.over("v", 0, 1), 2)))),
        new Figure.Legend(List.of(), Optional.empty()));
  }

  @Test
  void valueAndNoteOfALostCellAreBothReadOnItsPaper() {
    HeatMap.Cell lost = new HeatMap.Cell(0, 0, 0, "3/3", HeatMap.Mark.LOST, "tip");
    HeatMap map = new HeatMap(List.of(lost), ColourRange.over("v", 0, 1), 2);
    Figure like = cells(1, 1);
    List<Figure.Panel> panels = List.of(new Figure.Panel("", "", List.of(map)));
    Figure figure = new Figure(like.heading(), like.shape(), like.axes(), panels, like.legend());
    String svg = new String(new Plate(figure).svg(), java.nio.charset.StandardCharsets.UTF_8);
    long black =
        svg.lines()
            .filter(
                line -> line.matches("<text .*fill=\"" + Ink.BLACK.hex() + "\">(0\\.00|3/3)<.*"))
            .count();
    assertEquals(2, black, svg);
  }

  @Test
  void aBarSaysWhereItsColoursEnd() {
    Figure like = cells(2, 2);
    ColourRange range =
        new ColourRange("v", new LinearScale(0.31, 0.9, List.of(), false), true, false);
    Figure.Legend legend = new Figure.Legend(List.of(), Optional.of(range));
    Figure figure = new Figure(like.heading(), like.shape(), like.axes(), like.panels(), legend);
    String svg = new String(new Plate(figure).svg(), StandardCharsets.UTF_8);
    assertTrue(svg.contains("≤ 0.31<"), svg);
    assertFalse(svg.contains("≥"), svg);
    assertEquals(range.ink(0.31), range.ink(-5));
  }

  /** It said "3.2×10", five powers too much. */
  @Test
  void aBarThatEndsAtASmallNumberShowsItsPower() {
    Figure like = cells(2, 2);
    ColourRange range =
        new ColourRange("v", new LinearScale(3.2e-5, 9e-4, List.of(), false), true, false);
    Figure.Legend legend = new Figure.Legend(List.of(), Optional.of(range));
    Figure figure = new Figure(like.heading(), like.shape(), like.axes(), like.panels(), legend);
    String svg = new String(new Plate(figure).svg(), StandardCharsets.UTF_8);
    assertTrue(
        svg.matches("(?s).*≤ 3\\.2×10<[^>]*>−5<.*"),
        svg.replaceAll("(?s).*(.{80}≤.{160}).*", "$1"));
  }

  /** Printed in its own size, no text of a figure is smaller than in a paper's footnotes. */
  @Test
  void noTextIsSmall() {
    for (Figure figure : List.of(everything(), cells(1, 1), cells(7, 3), cells(40, 40))) {
      String svg = new String(new Plate(figure).svg(), StandardCharsets.UTF_8);
      Matcher sizes = Pattern.compile("<text[^>]* font-size=\"([0-9.]+)\"").matcher(svg);
      int texts = 0;
      while (sizes.find()) {
        texts++;
        assertTrue(Double.parseDouble(sizes.group(1)) >= 6.5, sizes.group());
      }
      assertTrue(texts > 0, svg);
    }
  }

  /** White or black, whichever is read better: on every colour at 4.5 to 1. */
  @Test
  void numbersAreReadOnEveryColour() {
    for (int i = 0; i <= 1000; i++) {
      Ink fill = Colours.at(i / 1000.0);
      double a = luminance(fill) + 0.05;
      double b = luminance(fill.contrast()) + 0.05;
      assertTrue(Math.max(a, b) / Math.min(a, b) >= 4.5, fill.hex());
    }
  }

  private static double luminance(Ink ink) {
    double sum = 0;
    double[] weights = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++) {
      double part = ((ink.rgb() >> (8 * i)) & 0xFF) / 255.0;
      double linear = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
      sum += weights[i] * linear;
    }
    return sum;
  }

  @Test
  void squarePanelsAreSquareAndFitThePage() {
    for (int panels = 1; panels <= 12; panels++) {
      List<Figure.Panel> empty = new ArrayList<>();
      for (int i = 0; i < panels; i++) {
        empty.add(new Figure.Panel("panel " + i, "", List.of()));
      }
      Figure like = everything();
      Figure.Shape shape = Figure.Shape.of(panels, 2, 90).squared(panels);
      Layout layout =
          new Layout(new Figure(like.heading(), shape, like.axes(), empty, like.legend()));
      double right = 0;
      for (int i = 0; i < panels; i++) {
        Box box = layout.panel(i);
        assertEquals(box.width(), box.height(), 1e-9, panels + " panels");
        assertTrue(layout.first(i) || box.x() > right, panels + " panels overlap");
        right = box.right();
        assertTrue(right < layout.width(), panels + " panels leave the page");
      }
      assertTrue(layout.panel(0).width() > 60, panels + " panels are large enough to read");
    }
  }

  @Test
  void theSameFigureHasTheSameBytes() {
    byte[] pdf = new Plate(everything()).pdf();
    assertArrayEquals(pdf, new Plate(everything()).pdf());
    assertArrayEquals(new Plate(everything()).svg(), new Plate(everything()).svg());
    assertArrayEquals(Plate.png(pdf), Plate.png(pdf));
  }

  @Test
  void svgIsXmlWithTitlesAndTips() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(new Plate(everything()).svg()));
    String text = svg.getDocumentElement().getTextContent();
    for (String tip : List.of("every-thing", "broken", "dot", "mean", "cross", "events")) {
      assertTrue(text.contains(tip), tip);
    }
    assertTrue(text.contains("50 % & _a_ #1 $x$ <b>\"q\"</b>"), text);
    assertTrue(text.contains("PARTIAL: 1 of 2 cells"), text);
    assertEquals("img", svg.getDocumentElement().getAttribute("role"));
  }

  @Test
  void pdfHasItsFontAndNoDate() throws Exception {
    byte[] pdf = new Plate(everything()).pdf();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(1, document.getNumberOfPages());
      for (COSName name : document.getPage(0).getResources().getFontNames()) {
        assertTrue(document.getPage(0).getResources().getFont(name).isEmbedded());
      }
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("50 % & _a_ #1 $x$ <b>\"q\"</b> ?"), text);
      assertTrue(document.getDocumentInformation().getCreationDate() == null);
    }
    assertFalse(new String(pdf, StandardCharsets.ISO_8859_1).contains("CreationDate"));
  }

  @Test
  void pngIsThePageAtItsResolution() throws Exception {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Plate.png(new Plate(everything()).pdf())));
    assertNotNull(image);
    assertEquals(5.5 * Plate.DOTS_PER_INCH, image.getWidth(), 1.5);
    assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
  }

  @Test
  void cellsOfEverySizeAreDrawn() {
    for (int n : new int[] {1, 5, 40}) {
      String svg = new String(new Plate(cells(n, n)).svg(), StandardCharsets.UTF_8);
      assertTrue(svg.contains("tip CHOSEN"));
      assertEquals(n < 40, svg.contains(">1/3<"), "text only where it fits: " + n);
    }
  }

  /** Whatever is written stays on the page, and no two tick labels of an axis cover each other. */
  @Test
  void everyTextIsOnThePage() {
    for (Figure figure : List.of(everything(), cells(1, 1), cells(7, 3), cells(40, 40))) {
      Layout layout = new Layout(figure);
      new Plate(figure)
          .draw(
              new Surface() {
                @Override
                public void draw(Outline outline, Style style, String tip) {}

                @Override
                public void write(Label label) {
                  double begin = -label.lead();
                  double end = begin + label.words().width(label.size());
                  Label.Spot spot = label.spot();
                  double low = spot.upwards() ? spot.y() - end : spot.x() + begin;
                  double high = spot.upwards() ? spot.y() - begin : spot.x() + end;
                  double page = spot.upwards() ? layout.height() : layout.width();
                  assertTrue(low > -0.01 && high < page + 0.01, label + " on " + page);
                  assertTrue(spot.y() > 0 && spot.y() < layout.height(), label.toString());
                }

                @Override
                public void clipped(Box box, Runnable marks) {
                  marks.run();
                }

                @Override
                public void picture(Box box, Pixels pixels, String tip) {}
              });
    }
  }

  @Test
  void looksDifferInMoreThanColour() {
    for (int i = 0; i < 14; i++) {
      for (int k = 0; k < i; k++) {
        Look a = Look.of(i);
        Look b = Look.of(k);
        int same = a.marker() == b.marker() ? 1 : 0;
        same += a.dash().equals(b.dash()) ? 1 : 0;
        same += a.ink().equals(b.ink()) ? 1 : 0;
        assertTrue(same <= 1, i + " and " + k);
      }
    }
  }
}
