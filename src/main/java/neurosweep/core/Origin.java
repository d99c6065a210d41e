package neurosweep.core;

/**
 * What computed a cell: everything but the cell itself that its bits may depend on. Texts that are
 * not known, as in journals of older versions, are empty.
 *
 * @param code digest of the program's class files, 16 hex digits
 * @param computing digest of those class files alone that can change a number, 16 hex digits
 * @param backend name of the linear-algebra backend
 * @param library name and version of the library behind the backend, empty where it has none
 * @param kernel the library's code for this kind of processor, empty where there is one for all
 * @param java version and vendor of the Java runtime
 * @param machine operating system, architecture and processor
 */
public record Origin(
    String code,
    String computing,
    String backend,
    String library,
    String kernel,
    String java,
    String machine) {

  /** Of a result of which nothing but its backend is known. */
  public static Origin unknown(String backend) {
    return new Origin("", "", backend, "", "", "", "");
  }

  /** Whether more than the backend is known. */
  public boolean isKnown() {
    return !code.isEmpty();
  }
}
