package neurosweep.report;

import java.util.Map;

/** The captions of all figures, to read and to include. */
final class FigureIndex {
  private FigureIndex() {}

  static String markdown(Map<String, String> captions) {
    StringBuilder text = new StringBuilder();
    captions.forEach(
        (name, caption) ->
            text.append("![")
                .append(name)
                .append("](")
                .append(name)
                .append(".svg)\n\n")
                .append("**")
                .append(name)
                .append("** ")
                .append(MarkdownFormat.escape(caption))
                .append("\n\n"));
    return text.toString();
  }

  static String latex(Design design, Map<String, String> captions) {
    StringBuilder text = new StringBuilder("% \\usepackage{graphicx}\n");
    captions.forEach(
        (name, caption) -> {
          String label = Caption.label(design, name).replaceFirst("^tab:", "fig:");
          text.append("\\begin{figure}\n  \\centering\n  \\includegraphics{").append(name);
          text.append(".pdf}\n  \\caption{").append(LatexFormat.escape(caption));
          text.append("}\n  \\label{").append(label).append("}\n\\end{figure}\n");
        });
    return text.toString();
  }
}
