package neurosweep.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import neurosweep.figure.Plate;
import neurosweep.store.SweepDirectory;
import org.apache.hadoop.fs.Path;

/** Figures over a sweep directory: reads its tables, writes {@code figures} and nothing else. */
public final class Figures {
  private Figures() {}

  /**
   * What was written.
   *
   * @param directory where
   * @param captions of the figures, by their names without endings, in order
   */
  public record Written(Path directory, Map<String, String> captions) {
    /** Copies the captions and keeps their order. */
    public Written {
      captions = Collections.unmodifiableMap(new LinkedHashMap<>(captions));
    }

    /** The figures, without endings. */
    public List<String> names() {
      return List.copyOf(captions.keySet());
    }

    /** One line for the end of a command. */
    @Override
    public String toString() {
      return captions.isEmpty()
          ? "Figures: none applies to this sweep"
          : "Figures: " + directory + " (" + String.join(", ", names()) + ")";
    }
  }

  /**
   * Writes every figure that the design asks for as PDF, SVG, PNG and CSV, with their captions in
   * {@code captions.md} and {@code figures.tex}; replaces the directory as a whole.
   *
   * @param directory the sweep's, which holds the tables that figures read
   * @param analysis its numbers
   * @throws neurosweep.core.UserError if the results are missing or damaged, or a file cannot be
   *     written
   */
  public static Written write(SweepDirectory directory, Analysis analysis) {
    Design design = analysis.design();
    FigureSource source = FigureSource.of(directory, analysis);
    Map<String, String> captions = new LinkedHashMap<>();
    directory
        .files()
        .replaceDirectory(
            directory.figures(),
            fresh -> {
              for (ReportFigure kind : ReportFigure.CATALOG.members()) {
                if (kind.wanted(design)) {
                  for (Drawing drawing : kind.of(source)) {
                    write(directory, fresh, drawing);
                    captions.put(drawing.name(), drawing.caption());
                  }
                }
              }
              put(directory, fresh, "captions.md", FigureIndex.markdown(captions));
              put(directory, fresh, "figures.tex", FigureIndex.latex(design, captions));
            });
    return new Written(directory.figures(), captions);
  }

  /** Each figure is drawn and forgotten before the next one. */
  private static void write(SweepDirectory directory, Path into, Drawing drawing)
      throws IOException {
    Plate plate = new Plate(drawing.figure());
    byte[] pdf = plate.pdf();
    put(directory, into, drawing.name() + ".pdf", pdf);
    put(directory, into, drawing.name() + ".svg", plate.svg());
    put(directory, into, drawing.name() + ".png", Plate.png(pdf));
    put(directory, into, drawing.name() + ".csv", drawing.data().csv());
  }

  private static void put(SweepDirectory directory, Path into, String name, String text) {
    put(directory, into, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(SweepDirectory directory, Path into, String name, byte[] content) {
    directory.files().create(new Path(into, name), content);
  }
}
