/**
 * The command line: one final class a command, with its options and its documentation. The only
 * package that prints and exits. May import everything.
 *
 * <p>To add a command: write a class with picocli's {@code @Command} and add it to the list of
 * sub-commands in {@link neurosweep.cli.Main}.
 *
 * <p><b>Decisions.</b> What goes to standard output is the answer (tables, lists); progress,
 * notices and errors go to standard error. A user's fault is one line a problem and exit code 2 (3
 * for a changed plan); a stack trace means a bug of ours. Everything behind {@code --} is for
 * Spark. Nothing printed or written depends on the locale, charset or time zone of the machine:
 * lint rules of the build (DefaultLocale, DefaultCharset, StringCaseLocaleUsage,
 * JavaTimeDefaultTimeZone) refuse what does. Every path of a user goes through one door ({@link
 * neurosweep.store.Files#resolve}, which knows the option's name), so that an unset variable or a
 * {@code ~} is never a place. A reader who goes away ends a command with exit code 141, output that
 * cannot be written with 1. Signals have handlers of their own, through Hadoop's: a shutdown hook
 * would run beside Spark's, which ends the cells' executors before results are written.
 */
package neurosweep.cli;
