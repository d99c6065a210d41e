package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import neurosweep.core.Catalog;
import neurosweep.core.Member;
import neurosweep.core.Param;
import neurosweep.core.Plugin;
import neurosweep.core.Plugins;
import neurosweep.experiment.Experiment;
import neurosweep.math.Backend;
import neurosweep.result.AxisText;

/** What {@code list} says of one member: what it is, where it comes from, its knobs and its use. */
final class MemberText {

  /** How a job or a command line names members of families that no knob names. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "experiments", "experiment: %s",
          "searches", "search: %s",
          "relations", "relation: %s, in a claim",
          "tables", "report: {tables: [%s]}",
          "figures", "report: {figures: [%s]}",
          "backends", "--backend %s",
          "formats", "written by report",
          "references", "doctor --vectors");

  private final PrintWriter out;

  MemberText(PrintWriter out) {
    this.out = out;
  }

  /** A line and its knobs, as one of its family. */
  void line(Member member) {
    out.printf(Locale.ROOT, "%-22s %s%s%n", member.name(), member.doc(), origin(member));
    if (member instanceof Backend backend) {
      out.printf(Locale.ROOT, "    %s%n", backend.unavailable().orElseGet(backend::detail));
    }
    if (!(member instanceof Experiment)) {
      member.params().forEach(this::knob);
    }
  }

  /** All of it. */
  void whole(String family, Catalog<?> catalog, Member member) {
    out.println(member.name() + ": " + member.doc() + origin(member));
    out.println("family: " + family);
    if (!member.source().isEmpty()) {
      out.println("source: " + member.source());
    }
    if (!member.params().isEmpty()) {
      out.println("knobs:");
      Param.possible(member.params()).forEach(this::knob);
    }
    out.println("use:");
    uses(family, catalog, member).forEach(line -> out.println("    " + line));
  }

  /** The plugin that it comes from, if it does. */
  private static String origin(Member member) {
    ClassLoader loader = member.getClass().getClassLoader();
    List<String> jars = Plugins.loaded().stream().map(Plugin::name).toList();
    if (jars.isEmpty() || loader == MemberText.class.getClassLoader()) {
      return "";
    }
    String place = member.getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
    return " [plugin " + place.substring(place.lastIndexOf('/') + 1) + "]";
  }

  /** How a job names it: the knobs that do, each with the experiments that have it. */
  private static List<String> uses(String family, Catalog<?> catalog, Member member) {
    Map<String, List<String>> knobs = new TreeMap<>();
    for (Experiment experiment : Experiment.CATALOG.members()) {
      Param.declarations(experiment.params()).values().stream()
          .flatMap(List::stream)
          .filter(param -> param.names(catalog))
          .filter(param -> param.words().isEmpty() || param.words().contains(member.name()))
          .map(Param::name)
          .distinct()
          .forEach(
              knob -> knobs.computeIfAbsent(knob, k -> new ArrayList<>()).add(experiment.name()));
    }
    List<String> lines = new ArrayList<>();
    knobs.forEach(
        (knob, experiments) ->
            lines.add(knob + ": " + member.name() + "  # in " + String.join(", ", experiments)));
    if (WRITTEN.containsKey(family)) {
      lines.add(String.format(Locale.ROOT, WRITTEN.get(family), member.name()));
    }
    return lines;
  }

  /** A knob: name, unit, what it does, type, bounds and default. */
  void knob(Param<?> param) {
    String words = String.join("|", param.words());
    String type = words.isEmpty() ? param.kind().name().toLowerCase(Locale.ROOT) : words;
    String unit = param.unit().isEmpty() ? "" : " [" + param.unit() + "]";
    String bounds = param.bounds().isEmpty() ? "" : ", " + param.bounds();
    out.printf(
        Locale.ROOT,
        "    %-22s %s (%s%s, default %s)%n",
        param.name() + unit,
        param.doc(),
        type,
        bounds,
        AxisText.of(param.defaultValue()));
  }
}
