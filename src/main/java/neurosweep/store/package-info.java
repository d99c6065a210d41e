/**
 * The sweep directory: {@link neurosweep.store.SweepDirectory} knows the name of every place in it,
 * {@link neurosweep.store.Files} reads and replaces files and directories on the local disk and on
 * any Hadoop file system, {@link neurosweep.store.ParquetTable} reads and writes typed tables in
 * Parquet without Spark, {@link neurosweep.store.Lease} keeps all processes but one from writing.
 * Paths, bytes and rows go in; what is written is there whole or not at all. Imports {@code core}
 * only.
 *
 * <p><b>Decisions.</b> The local disk is read and written by Java itself: Hadoop's local file
 * system costs a second of class loading at every start, throws an {@code Error} where the disk is
 * full, leaves {@code .crc} files and shows {@code file:} before every path. Hadoop's {@code Path}
 * stays the type of a name; a local one has no scheme. A replacement is a hidden temporary in the
 * same directory and a rename over the old name: one system call on local disk (after an fsync, and
 * followed by one of the directory), {@code FileContext.rename} with {@code OVERWRITE} on HDFS,
 * which is atomic too. Object stores have no such rename: there it is not atomic, readers may see a
 * partial state, and the journal therefore never overwrites a name on any store that cannot flush.
 * Where there is not even a {@code FileContext}, the old file makes room under another name and
 * comes back if the new one fails. Derived files are replaced one by one and listed with their
 * digests ({@link neurosweep.store.DerivedFiles}) before they take their names: directories used to
 * be exchanged whole, and users' files in them went too. The list is a file of its own and not part
 * of the manifest, which commits the plan and which a report, made while a sweep runs, must not
 * rewrite. A file that a user has changed stays and the command says so; rejected: a copy beside
 * it, which nobody would look for. Parquet's checksums cover pages, so the footer's claims are held
 * against the file before memory is allocated; where a page header lies past that, running out of
 * memory is taken for damage. A sweep's directory may come from anybody: its files are opened by a
 * {@link neurosweep.store.Files} that keeps to it, where every path is held against the directory
 * and every name on the way is looked at, since a check at each caller would be forgotten at one.
 * {@code docs/attacks.md} lists what was tried. Rejected: following a pointer file to the current
 * directory (nobody else's Parquet reader would find it), checked I/O exceptions (every one ends in
 * the same message to the user).
 *
 * <p>The lease is never rewritten: its holder rewrites a file of its own, named by its nonce, as a
 * sign of life. A single file with a counter in it, rewritten at every beat, would be overwritten
 * by a holder that was suspended between its look and its rename, after another had taken over. For
 * the same reason a lease is only ever removed by renaming it away, looking at what was caught, and
 * putting it back (created anew, never over another) if it is not what was judged. A holder counts
 * as dead by the process table, or by silence on the clock that only goes forward: wall clocks
 * decide nothing, they only show ages and tell a process that it may have been suspended. A pid is
 * believed only within the boot and pid namespace it was written in, with the start of its process
 * (in ticks since boot: Java's start instant moves on Linux when the clock is set; a process that
 * nobody has waited for is dead), and an absent one only for the same user, since others may be
 * hidden. That a lease cannot be read is no loss of it, but silence is: a holder that could give no
 * sign for 25 s, on either clock, writes nothing more unless a sign succeeds first and the lease is
 * still there after it, for whoever takes a lease away looks at the sign after the rename and puts
 * the lease back if it has changed. Ten seconds remain for cells to end before another may begin.
 * On local disk the sign is overwritten in place, with the same number of bytes: a new file would
 * need room, and a disk that was full for half a minute cost the lease. Readers may see a part of
 * it, which is a change too. Rejected: deciding by the time of the file, which a clock elsewhere
 * sets. What cannot be promised: a holder that is suspended right after its look may write one more
 * line, whose cell then runs again; and where creation is not exclusive (object stores) the first
 * of two that start in the same instant learns within a second of its next result, at the latest at
 * its next beat, that it was overwritten; both may have begun cells until then. Rejected: locks of
 * the operating system (not on HDFS, not on stores, unreliable over NFS), HDFS's own lease by an
 * open file (only there, and an hour long), a hook that deletes the lease at shutdown (other
 * threads may still be writing then).
 */
package neurosweep.store;
