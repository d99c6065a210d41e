package neurosweep.report.page;

import java.util.List;
import java.util.Locale;
import neurosweep.analysis.Analysis;
import neurosweep.analysis.ClaimVerdict;
import neurosweep.analysis.ClaimVerdicts;
import neurosweep.report.text.ClaimText;

/** What the page begins with where a job states claims: each with its verdict. */
final class ClaimList {
  private ClaimList() {}

  static void fill(Template page, Analysis analysis) {
    List<ClaimVerdict> verdicts = ClaimVerdicts.of(analysis);
    if (verdicts.isEmpty()) {
      page.raw("claims", "").raw("claimsLink", "");
      return;
    }
    Markup list = new Markup();
    for (ClaimVerdict each : verdicts) {
      String kind = each.finding().name().toLowerCase(Locale.ROOT).replace('_', '-');
      list.raw("<li><strong class=\"" + kind + "\">")
          .text(each.finding().words())
          .raw("</strong> ")
          .text(ClaimText.line(analysis.design(), each))
          .raw("</li>\n");
    }
    String section =
        new Template(Template.resource("claims.html"))
            .raw("claims", list.toString().strip())
            .filled();
    page.raw("claims", section).raw("claimsLink", "<li><a href=\"#claims\">Claims</a></li>\n");
  }
}
