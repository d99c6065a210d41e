package neurosweep.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import neurosweep.store.SweepDirectory;
import neurosweep.sweep.CurrentResults;
import neurosweep.sweep.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes tables, figures and the page from results. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the tables, figures and report.html of a sweep from its results.",
      "Writes Markdown, CSV, LaTeX and HTML into DIR/tables, PDF, SVG, PNG and CSV into DIR/figures,"
          + " both together with every cell into DIR/report.html, and prints the main table. Runs no"
          + " cell. Files that somebody changed stay and are named; exit code 1 if the page is one.",
      "Example: neurosweep report out/quickstart"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DirectoryOptions directory;
  @Mixin private Claims claims;

  @Override
  public Integer call() {
    SweepDirectory sweep = directory.open();
    Manifest manifest = Manifest.read(sweep);
    claims.require(manifest.design().claims());
    try (CurrentResults current = CurrentResults.of(sweep, manifest)) {
      Reporting.Made made =
          new Reporting(sweep).make(current.directory(), current.analysis(manifest));
      made.printLeft(command.commandLine().getErr());
      PrintWriter out = command.commandLine().getOut();
      made.printResults(out);
      made.tables().forEach(file -> out.println("wrote " + file));
      out.println(made.figures());
      if (made.pageLeft()) {
        return 1;
      }
      out.println("Page: " + made.page());
      return claims.code(0, made.verdicts(), command.commandLine().getErr());
    }
  }
}
