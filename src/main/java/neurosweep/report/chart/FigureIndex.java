package neurosweep.report.chart;

import java.util.Map;
import neurosweep.report.format.LatexFormat;
import neurosweep.report.format.MarkdownFormat;
import neurosweep.report.text.Caption;
import neurosweep.result.Design;

/** The captions of all figures, to read and to include. */
final class FigureIndex {
  /** A figure in its own size, made smaller where it is wider than the text. */
  private static final String PREAMBLE =
      """
      % \\usepackage{graphicx}\\graphicspath{{figures/}} before \\begin{document}
      \\providecommand{\\nsfigure}[1]{\\setbox0\\hbox{\\includegraphics{#1}}%
        \\ifdim\\wd0>\\linewidth\\resizebox{\\linewidth}{!}{\\box0}\\else\\box0\\fi}
      """;

  private FigureIndex() {}

  static String markdown(Map<String, String> captions) {
    StringBuilder text = new StringBuilder();
    captions.forEach(
        (name, caption) ->
            text.append("![")
                .append(MarkdownFormat.escape(name))
                .append("](")
                .append(MarkdownFormat.address(name + ".svg"))
                .append(")\n\n")
                .append("**")
                .append(MarkdownFormat.escape(name))
                .append("** ")
                .append(MarkdownFormat.escape(caption))
                .append("\n\n"));
    return text.toString();
  }

  static String latex(Design design, Map<String, String> captions, Map<String, String> titles) {
    StringBuilder text = new StringBuilder(PREAMBLE);
    captions.forEach(
        (name, caption) -> {
          String label = Caption.label(design, name).replaceFirst("^tab:", "fig:");
          text.append("\\begin{figure}\n  \\centering\n  ");
          text.append(LatexFormat.command("nsfigure", name + ".pdf"));
          String title = LatexFormat.caption(titles.get(name)).strip().replace("]", "{]}");
          text.append("\n  \\caption[").append(title).append("]{");
          text.append(LatexFormat.caption(caption).strip());
          text.append("}\n  \\label{").append(label).append("}\n\\end{figure}\n");
        });
    return text.toString();
  }
}
