package neurosweep.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
   * @param names of the figures, without endings
   */
  public record Written(Path directory, List<String> names) {
    /** One line for the end of a command. */
    @Override
    public String toString() {
      return names.isEmpty()
          ? "Figures: none applies to this sweep"
          : "Figures: " + directory + " (" + String.join(", ", names) + ")";
    }
  }

  /**
   * Writes every figure that the design asks for as PDF, SVG, PNG and CSV, with their captions in
   * {@code captions.md} and {@code figures.tex}; replaces the directory as a whole.
   *
   * @param directory the sweep's, which holds {@code results}
   * @throws neurosweep.core.UserError if the results are missing or damaged, or a file cannot be
   *     written
   */
  public static Written write(SweepDirectory directory, Design design) {
    Analysis analysis =
        Analysis.read(directory.files().configuration(), directory.results(), design);
    FigureSource source = FigureSource.of(directory, analysis);
    List<String> names = new ArrayList<>();
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
                    names.add(drawing.name());
                    captions.put(drawing.name(), drawing.caption());
                  }
                }
              }
              put(directory, fresh, "captions.md", FigureIndex.markdown(captions));
              put(directory, fresh, "figures.tex", FigureIndex.latex(design, captions));
            });
    return new Written(directory.figures(), List.copyOf(names));
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
