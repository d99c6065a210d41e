/**
 * The command line: one final class a command, with its options and its documentation. The only
 * package that prints and exits. May import everything.
 *
 * <p>To add a command: write a class with picocli's {@code @Command} and add it to the list of
 * sub-commands in {@link neurosweep.cli.Main}.
 *
 * <p>What goes to standard output is the answer; progress, notices and errors go to standard error.
 * A user's fault is one line a problem and exit code 2 (3 for a changed plan). Everything behind
 * {@code --} is for Spark. Nothing printed or written depends on the locale, charset or time zone.
 * Every path of a user goes through {@link neurosweep.store.Files#resolve}.
 *
 * <p>Decisions, in {@code docs/decisions}: {@code 0028-command-line}, {@code
 * 0037-locale-and-paths}.
 */
package neurosweep.cli;
