"use strict";
(() => {
  const PAUSE = 2000;
  const SHOWN = ["main", "figures", "failures", "configurations"];
  const WORDS = {
    waiting: "There is no sweep here yet; this page waits for one.",
    running: "The sweep runs.",
    finished: "Every cell has a result.",
    stopped: "Nobody runs the sweep, and it is not complete.",
    damaged: "The sweep cannot be read.",
  };
  const seen = {};
  let version = null;

  const part = (id) => document.getElementById(id);

  /** An element; text is never markup. */
  function make(name, ...children) {
    const element = document.createElement(name);
    element.append(...children);
    return element;
  }

  /** Hours, minutes and seconds. */
  function clock(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const two = (n) => String(n).padStart(2, "0");
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  }

  /** What is there if it has changed since it was asked for last, otherwise null. */
  async function ask(name) {
    const headers = seen[name] ? { "If-None-Match": seen[name] } : {};
    const response = await fetch(name, { headers, cache: "no-store" });
    if (response.status === 304) {
      return null;
    }
    if (!response.ok) {
      throw new Error(await response.text());
    }
    const content = await response.json();
    seen[name] = response.headers.get("ETag");
    return content;
  }

  function list(id, problems) {
    part(id).replaceChildren(...problems.map((text) => make("p", text)));
  }

  function facts(all) {
    const rows = all.filter(([, text]) => text !== "").map(([term, text]) => make("div", make("dt", term), make("dd", text)));
    part("facts").replaceChildren(...rows);
  }

  function running(status) {
    const cells = status.running_cells;
    if (cells.length === 0) {
      part("running").replaceChildren(make("p", "No cell is known to run."));
      return;
    }
    const head = make("tr", ...["cell", "values", "since", "for", "on", "state saved"].map((text) => make("th", text)));
    const rows = cells.map((cell) =>
      make(
        "tr",
        make("td", cell.cell),
        make("td", cell.values + (cell.more > 0 ? `, then ${cell.more} more` : "")),
        make("td", cell.since),
        make("td", clock((Date.now() - Date.parse(cell.since)) / 1000)),
        make("td", cell.host || "driver"),
        make("td", cell.saved || "–")));
    const more = status.cells_running - cells.length;
    part("running").replaceChildren(
      make("table", make("thead", head), make("tbody", ...rows)),
      ...(more > 0 ? [make("p", `and ${more} more`)] : []));
  }

  function show(look) {
    document.title = look.name + " – " + look.state;
    part("name").textContent = look.name;
    part("state").textContent = WORDS[look.state];
    part("state").className = "certificate " + look.state;
    list("problems", look.problems.concat(look.notices, look.search));
    part("report").hidden = !look.report;
    const status = look.status;
    part("bar").hidden = status === null;
    part("results").hidden = status === null;
    if (status === null) {
      facts([]);
      part("running").replaceChildren();
      return;
    }
    part("bar").max = Math.max(1, status.planned);
    part("bar").value = status.ended;
    const percent = Math.floor((100 * status.ended) / Math.max(1, status.planned));
    facts([
      ["Cells", `${status.ended} of ${status.planned} (${percent} %)`],
      ...["finished", "diverged", "failed", "timed_out"].map((state) => [state.replace("_", " "), status[state] > 0 ? String(status[state]) : ""]),
      ["Running", String(status.cells_running)],
      ["Rate", status.cells_per_second === null ? "" : status.cells_per_second.toPrecision(3) + " cells/s"],
      ["ETA", status.eta_seconds === null ? "" : clock(status.eta_seconds)],
      ["Core time", status.core_hours.toPrecision(3) + " hours"],
      ["Writer", look.writer],
    ]);
    running(status);
  }

  /** Markup of the server's own, in which every text is escaped. */
  function fill(results) {
    part("notice").textContent = results.problems.concat(results.notice).join(" ");
    for (const name of SHOWN) {
      const parsed = new DOMParser().parseFromString(results[name], "text/html");
      part(name).replaceChildren(...parsed.body.childNodes);
    }
  }

  let last = null;

  async function look() {
    try {
      last = (await ask("status.json")) || last;
      show(last);
      if (last.status !== null && last.version !== version) {
        const results = await ask("results.json");
        if (results !== null) {
          fill(results);
          version = results.version;
        }
      }
    } catch (error) {
      part("state").textContent = "The server does not answer: it has ended, or this address is of an earlier one. " + error.message;
      part("state").className = "certificate damaged";
    }
    setTimeout(look, PAUSE);
  }

  look();
})();
