/**
 * {@code report.html}: one file that shows a whole sweep, works without a network and can be sent
 * to a reviewer. {@link neurosweep.page.Page} puts it together: tables from {@code tables/*.html},
 * figures from {@code figures/*.svg}, every cell from {@code results} and {@code plan.parquet}, and
 * what the command knows of the sweep's origin ({@link neurosweep.page.Origin}: the provenance that
 * the tables show, and the job). Imports report, store and core. Style and script are {@code
 * page.css} and {@code page.js} among the resources.
 *
 * <p><b>Decisions.</b> The page is assembled from files that the report has just written, so that
 * what it shows and what a paper includes cannot differ, and a new table or figure appears in it by
 * itself. A content security policy forbids every request and every script and style but the two
 * that are named by their SHA-256. Cells travel as JSON in an element that is no script; {@code <}
 * is written as {@code \}{@code u003c} there, and the script makes elements and text nodes, never
 * markup. Without JavaScript tables, figures, failures and answers are read as they are; sorting,
 * tips by keyboard and the grid explorer need it. Of a table in the explorer only the rows of one
 * page exist, so that 10,000 cells cost what 50 do. A figure with too many marks for a browser is
 * shown as a picture; what does not fit into the bound is named and stays beside the page. No name
 * of a host, no user and no absolute path is written: pages go into double-blind reviews.
 *
 * <p>Rejected: a framework or a chart library (megabytes to audit, versions that rot, figures that
 * differ from the paper's), one file of data beside the page (browsers do not read files beside
 * files), a dark mode (figures are made for paper), a list that grows while it is scrolled (no
 * position for the keyboard, no end for a screen reader). The browser test drives Chromium through
 * Selenium (Apache 2.0, test scope, about 24 MB with what it brings, all Apache 2.0); its driver
 * manager, which would download browsers, is never asked, because paths to browser and driver are
 * given. Playwright was rejected, since it brings Node and browsers of its own.
 */
package neurosweep.page;
