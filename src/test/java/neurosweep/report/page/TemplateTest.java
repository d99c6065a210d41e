package neurosweep.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts stand where their names are, and are never read for names themselves. */
class TemplateTest {
  @Test
  void aPartThatLooksLikeANameStaysAsItIs() {
    String filled =
        new Template("<p>${a}${b}</p><script>${c}</script>")
            .text("a", "${c} ${script:javascript:1} ${env:HOME} $")
            .text("b", "$${b} ${a:-x}")
            .raw("c", "`${a}`")
            .filled();
    assertEquals(
        "<p>${c} ${script:javascript:1} ${env:HOME} $$${b} ${a:-x}</p><script>`${a}`</script>",
        filled);
  }

  @Test
  void nothingIsLookedUpButTheParts() {
    for (String name : List.of("a", "env:HOME", "sys:user.name", "script:javascript:1")) {
      Template template = new Template("${" + name + "}");
      assertThrows(IllegalArgumentException.class, template::filled, name);
    }
  }

  @Test
  void textsAreEscapedAndMarkupIsNot() {
    String filled =
        new Template("${a} ${b} ${c}")
            .text("a", "<x>")
            .raw("b", "<b>")
            .items("c", List.of("1 & 2"))
            .filled();
    assertEquals("&lt;x&gt; <b> <li>1 &amp; 2</li>\n", filled);
  }
}
