package neurosweep.report.chart;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import neurosweep.analysis.Analysis;
import neurosweep.figure.Plate;
import neurosweep.result.Design;
import neurosweep.store.DerivedFiles;
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
   * @param left files that stand there and are not as they were written, below the sweep
   */
  public record Written(Path directory, Map<String, String> captions, List<String> left) {
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
      if (captions.isEmpty() && !left.isEmpty()) {
        return "Figures: none was written";
      }
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
    Map<String, String> titles = new HashMap<>();
    String folder = directory.figures().getName();
    try (DerivedFiles batch = new DerivedFiles(directory.files(), directory.root())) {
      for (ReportFigure kind : ReportFigure.CATALOG.members()) {
        if (kind.wanted(design)) {
          for (Drawing drawing : kind.of(source)) {
            write(batch, folder, drawing);
            captions.put(drawing.name(), drawing.caption());
            titles.put(drawing.name(), drawing.title());
          }
        }
      }
      put(batch, folder, "captions.md", FigureIndex.markdown(captions));
      put(batch, folder, "figures.tex", FigureIndex.latex(design, captions, titles));
      return new Written(directory.figures(), captions, batch.commit(Set.of(folder)));
    }
  }

  /** Each figure is drawn and forgotten before the next one. */
  private static void write(DerivedFiles batch, String folder, Drawing drawing) {
    Plate plate = new Plate(drawing.figure());
    byte[] pdf = plate.pdf();
    batch.put(folder, drawing.name() + ".pdf", pdf);
    batch.put(folder, drawing.name() + ".svg", plate.svg());
    batch.put(folder, drawing.name() + ".png", Plate.png(pdf));
    put(batch, folder, drawing.name() + ".csv", drawing.data().csv());
  }

  private static void put(DerivedFiles batch, String folder, String name, String text) {
    batch.put(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }
}
