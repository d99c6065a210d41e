package neurosweep.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import neurosweep.report.text.TableText;
import neurosweep.report.text.TableText.Entry;
import neurosweep.report.text.TableText.Heading;
import org.junit.jupiter.api.Test;

/** What every format must do, and the escaping of each. */
class TableFormatTest {
  private static final String NASTY = "a_b %&#$ <x> | [y] {z} ~^\\ \"q\" -- `c` *d* _e_";

  private static TableText table(int rows) {
    List<List<Entry>> lines = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      lines.add(List.of(Entry.of(NASTY).bold(i == 0), Entry.of("0.5 ± 0.1"), Entry.NONE));
    }
    return new TableText(
        "t",
        "tab:t",
        "About " + NASTY,
        "PARTIAL: 1 of 2 cells.",
        "PARTIAL: 1 of 2 cells",
        List.of(Heading.words(NASTY), Heading.number("score"), Heading.words("note")),
        lines);
  }

  @Test
  void paragraphsAreRaggedByTheirColumnAndNotEndedByTheirEntries() {
    List<TableText.Entry> row = List.of(TableText.Entry.of("words ".repeat(20).strip()));
    List<TableText.Heading> heading = List.of(TableText.Heading.words("cause"));
    TableText table = new TableText("t", "tab:t", "c", "", "n", heading, List.of(row));
    String tex = new LatexFormat().render(table);
    assertTrue(tex.contains(">{\\raggedright\\arraybackslash}p{"), tex);
    assertTrue(tex.contains("words \\\\\n"), tex);
  }

  @Test
  void everyFormatShowsEveryRowAndTheNotice() {
    List<String> extensions = new ArrayList<>();
    for (TableFormat format : TableFormat.CATALOG.members()) {
      assertFalse(extensions.contains(format.extension()), "one ending, one format");
      extensions.add(format.extension());
      for (int rows : new int[] {0, 1, 100}) {
        String file = format.render(table(rows));
        assertTrue(file.endsWith("\n"), format.name());
        assertTrue(file.contains("PARTIAL") || rows == 0, format.name());
        assertEquals(rows, file.split("0\\.5 ", -1).length - 1, format.name());
      }
    }
  }

  @Test
  void markdownPipesLineUpAndNothingIsMarkup() {
    String file = new MarkdownFormat().render(table(2));
    List<String> lines = file.lines().filter(line -> line.startsWith("|")).toList();
    assertEquals(4, lines.size());
    for (String line : lines) {
      assertEquals(lines.get(0).length(), line.length(), line);
      assertEquals(5, line.split("(?<!\\\\)\\|", -1).length, line);
    }
    assertTrue(lines.get(2).contains("a_b %\\&#\\$ \\<x\\> \\| \\[y\\]"), lines.get(2));
    assertTrue(lines.get(2).contains("\\`c\\` \\*d\\* \\_e\\_"), lines.get(2));
    assertTrue(lines.get(2).startsWith("| **"));
  }

  @Test
  void htmlTakesNothingAsMarkup() {
    String file = new HtmlFormat().render(table(2));
    String nasty = "a_b %&amp;#$ &lt;x&gt; | [y] {z} ~^\\ &quot;q&quot; -- `c` *d* _e_";
    assertTrue(file.contains("<th scope=\"col\">" + nasty + "</th>"), file);
    assertTrue(file.contains("<td><strong>" + nasty + "</strong></td>"), file);
    assertTrue(file.contains("<td class=\"number\">0.5 ± 0.1</td><td>–</td></tr>"), file);
    assertTrue(
        file.contains("<figcaption>About " + nasty + ". PARTIAL: 1 of 2 cells.</figcaption>"),
        file);
    assertEquals("it&#39;s &lt;/script&gt;", HtmlFormat.escape("it's </script>"));
    assertFalse(file.contains("style=") || file.contains("<script"), "fits into any page");
  }

  private static String field(String text) {
    return CsvRows.text(Stream.of(List.of(text))).replaceFirst("\r\n$", "");
  }

  @Test
  void csvQuotesByTheRuleAndDisarmsFormulas() {
    assertEquals("plain", field("plain"));
    assertEquals("\"a,b\"", field("a,b"));
    assertEquals("\"a \"\"b\"\"\"", field("a \"b\""));
    assertEquals("\"two\nlines\"", field("two\nlines"));
    assertEquals("'=1+1", field("=1+1"));
    assertEquals("'@x", field("@x"));
    assertEquals("'-x", field("-x"));
    assertEquals("'+", field("+"));
    assertEquals("\"'=a,b\"", field("=a,b"));
    assertEquals("-0.5", field("-0.5"));
    assertEquals("-1e-5", field("-1e-5"));
    assertEquals("", field(""));
    assertEquals("# no comment", field("# no comment"));
  }

  /** Spreadsheets that drop leading blanks ran what came behind them. */
  @Test
  void formulasBehindBlanksAreTexts() {
    assertEquals("'  =1+1", field("  =1+1"));
    assertEquals("'\u00a0@x", field("\u00a0@x"));
    assertEquals("\"' \t'+x\"", field(" \t+x"));
    assertEquals(" -1.5", field(" -1.5"));
    assertEquals("a<U+001B>[2J<U+202E>", field("a\u001b[2J\u202E"));
  }

  /** Spreadsheets of some countries separate by semicolons, and read no quotes within a field. */
  @Test
  void formulasBehindOtherSeparatorsAreTexts() {
    assertEquals("\"a;'=1+1\"", field("a;=1+1"));
    assertEquals("\"a\t '@x\"", field("a\t @x"));
    assertEquals("\"a\n'+x\"", field("a\n+x"));
    assertEquals("\"a;'-x;'=y\"", field("a;-x;=y"));
    assertEquals("\"a;\uFF1Db\"".replace(";", ";'"), field("a;\uFF1Db"));
    assertEquals("\"a; -0.5; 1e-5\"", field("a; -0.5; 1e-5"));
    assertEquals("\"a; b\"", field("a; b"));
  }

  /** GitHub and others make links of bare addresses, and tell whoever is named. */
  @Test
  void markdownLinksAndNotifiesNobody() {
    assertEquals("http\\://x.example/a", MarkdownFormat.escape("http://x.example/a"));
    assertEquals("see www\\.x.example", MarkdownFormat.escape("see www.x.example"));
    assertEquals("WWW\\.x", MarkdownFormat.escape("WWW.x"));
    assertEquals("@<!-- -->root a@<!-- -->b.c", MarkdownFormat.escape("@root a@b.c"));
    assertEquals("a: b @ 0.5 w.w", MarkdownFormat.escape("a: b @ 0.5 w.w"));
  }

  @Test
  void latexEscapesWhatWouldBeACommand() {
    assertEquals(
        "a\\_b \\%\\&\\#\\$ \\textless{}x\\textgreater{} \\textbar{} {[}y{]} \\{z\\}"
            + " \\textasciitilde{}\\textasciicircum{}\\textbackslash{}"
            + " \\textquotedblright{}q\\textquotedblright{} -{}- `c` {*}d{*} \\_e\\_",
        LatexFormat.escape(NASTY));
    assertEquals("0.5 $\\pm$ 0.1", LatexFormat.escape("0.5 ± 0.1"));
    assertEquals("Müller $\\lambda$", LatexFormat.escape("Müller λ"));
    assertEquals("Müller {[}U+0436{]}", LatexFormat.escape("Müller ж"));
  }

  @Test
  void latexIsWellFormed() {
    for (int rows : new int[] {1, 100}) {
      String tex = new LatexFormat().render(table(rows));
      List<String> open = new ArrayList<>();
      for (String line : tex.lines().toList()) {
        if (line.startsWith("\\begin{")) {
          open.add(line.substring(7, line.indexOf('}')));
        } else if (line.startsWith("\\end{")) {
          assertEquals(open.remove(open.size() - 1), line.substring(5, line.indexOf('}')));
        } else if (line.contains(" & ")) {
          int spans = line.split("multicolumn\\{2\\}", -1).length - 1;
          assertEquals(
              4, line.split("(?<!\\\\)&", -1).length + spans, "± has two columns: " + line);
          assertTrue(line.endsWith(" \\\\"), line);
        }
      }
      assertEquals(List.of(), open);
      assertEquals(0, depth(tex), "braces");
      assertEquals(rows > 30, tex.contains("longtable"));
      assertTrue(tex.contains("\\caption[") && tex.contains("\\label{tab:t}"));
    }
  }

  private static int depth(String tex) {
    int depth = 0;
    for (int i = 0; i < tex.length(); i++) {
      if (tex.charAt(i) == '\\') {
        i++;
      } else if (tex.charAt(i) == '{') {
        depth++;
      } else if (tex.charAt(i) == '}') {
        depth--;
        assertTrue(depth >= 0);
      }
    }
    return depth;
  }
}
