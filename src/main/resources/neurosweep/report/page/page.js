"use strict";
(() => {
  const ROWS = 50;

  /** An element with properties, attributes and children; text is never markup. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  /** The number a text begins with, NaN without one. */
  function leading(text) {
    return parseFloat(text.replace(/\u2212/g, "-").replace(/(\d),(?=\d{3})/g, "$1"));
  }

  /** Numbers by size, words by the alphabet, what is missing last in either direction. */
  function compare(a, b, numeric, direction) {
    const none = (x) => (numeric ? x === null || Number.isNaN(x) : x === "" || x === "–");
    if (none(a) || none(b)) {
      return none(a) - none(b);
    }
    return direction * (numeric ? a - b : a.localeCompare(b, "en", { numeric: true }));
  }

  /** Puts a button into a heading that tells which way to sort next. */
  function sortable(heading, sort) {
    const button = make("button", { type: "button" });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heading.parentNode.children) {
        other.removeAttribute("aria-sort");
      }
      heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      sort(direction);
    });
  }

  function sortTable(table) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const numeric = heading.classList.contains("number");
      sortable(heading, (direction) => {
        const rows = [...body.rows].map((row) => {
          const text = row.cells[column].textContent;
          return { row, key: numeric ? leading(text) : text };
        });
        rows.sort((a, b) => compare(a.key, b.key, numeric, direction));
        body.append(...rows.map((each) => each.row));
      });
    });
  }

  /** One tip for all figures: under the pointer, or at the mark that the arrow keys have reached. */
  function tips(find) {
    const tip = make("div", { class: "tip", role: "status", "aria-live": "polite", hidden: "" });
    document.body.append(tip);

    function hide() {
      tip.hidden = true;
    }

    function show(mark) {
      const box = mark.getBoundingClientRect();
      tip.textContent = mark.dataset.tip;
      tip.hidden = false;
      const wide = document.documentElement.clientWidth - tip.offsetWidth - 4;
      tip.style.left = `${scrollX + Math.max(4, Math.min(wide, box.left))}px`;
      const below = box.bottom + 8 + tip.offsetHeight < innerHeight;
      const top = below ? box.bottom + 8 : Math.max(4, box.top - tip.offsetHeight - 8);
      tip.style.top = `${scrollY + top}px`;
    }

    for (const svg of document.querySelectorAll("figure.drawing svg")) {
      const marks = [];
      for (const title of svg.querySelectorAll(":scope title")) {
        if (title.parentNode !== svg) { // a title would be a second tip, in the browser's own time
          title.parentNode.dataset.tip = title.textContent;
          marks.push(title.parentNode);
          title.remove();
        }
      }
      if (marks.length === 0) {
        continue;
      }
      let at = -1;
      const step = (next) => {
        if (at >= 0) {
          marks[at].classList.remove("at");
        }
        at = next;
        if (at >= 0) {
          marks[at].classList.add("at");
          show(marks[at]);
        } else {
          hide();
        }
      };
      svg.setAttribute("tabindex", "0");
      const name = svg.closest("figure").querySelector("h3").textContent;
      svg.setAttribute("aria-label", `${name}: ${marks.length} marks, arrow keys go through them`);
      svg.removeAttribute("aria-labelledby");
      svg.addEventListener("focus", () => step(Math.max(0, at)));
      svg.addEventListener("blur", () => step(-1));
      svg.addEventListener("keydown", (event) => {
        const last = marks.length - 1;
        const next = {
          ArrowRight: Math.min(last, at + 1), ArrowDown: Math.min(last, at + 1),
          ArrowLeft: Math.max(0, at - 1), ArrowUp: Math.max(0, at - 1), Home: 0, End: last,
        }[event.key];
        if (next !== undefined) {
          event.preventDefault();
          step(next);
        } else if (event.key === "Escape") {
          hide();
        } else if (event.key === "Enter" && at >= 0) {
          find(marks[at].dataset.tip);
        }
      });
      svg.addEventListener("pointerover", (event) => {
        const mark = event.target.closest("[data-tip]");
        return mark ? show(mark) : hide();
      });
      svg.addEventListener("pointerleave", hide);
      svg.addEventListener("click", (event) => {
        const mark = event.target.closest("[data-tip]");
        if (mark) {
          find(mark.dataset.tip);
        }
      });
      svg.closest(".scroll").after(make("p", { class: "hint" },
        "Point at a mark, or focus the figure and use the arrow keys, to see its cell; click it or press Enter to find it in the grid explorer."));
    }
  }

  /** The cells: filters, a table of one page of rows, and what to copy. Gives what finds a cell. */
  function explorer(root, data) {
    const axes = data.axes.length;
    const FIRST = 4; // positions before the values on the axes: key, seed, state, cause
    const columns = data.axes.map((axis, i) => ({
      title: axis.name, number: axis.number, text: (cell) => axis.values[cell[FIRST + i]],
      key: (cell) => (axis.number ? leading(axis.values[cell[FIRST + i]]) : axis.values[cell[FIRST + i]]),
    }));
    columns.push({ title: "seed", number: true, text: (cell) => String(cell[1]), key: (cell) => cell[1] });
    columns.push({ title: "state", text: (cell) => data.states[cell[2]], key: (cell) => data.states[cell[2]] });
    data.metrics.forEach((metric, i) => columns.push({
      title: metric.replace(/_/g, " "), number: true,
      text: (cell) => (cell[FIRST + axes + i] === null ? "–" : String(cell[FIRST + axes + i])),
      key: (cell) => cell[FIRST + axes + i],
    }));
    columns.push({ title: "cause", text: (cell) => data.causes[cell[3]], key: (cell) => data.causes[cell[3]] });
    columns.push({ title: "cell", text: (cell) => cell[0], key: (cell) => cell[0] });

    const filters = make("div", { class: "filters", role: "group", "aria-label": "filters" });
    const chosen = new Map();
    const planned = (a, b) => {
      let order = 0;
      for (let i = FIRST; order === 0 && i < FIRST + axes; i++) {
        order = a[i] - b[i];
      }
      return order || a[1] - b[1];
    };
    let sorted = data.cells.sort(planned);
    let shown = sorted;
    let page = 0;
    let sortedBy = null;

    function choice(name, values, of) {
      const select = make("select", { "data-filter": name }, make("option", { value: "" }, "all"));
      values.forEach((value, i) => select.append(make("option", { value: String(i) }, value === "" ? "–" : value)));
      select.addEventListener("change", () => {
        if (select.value === "") {
          chosen.delete(name);
        } else {
          const wanted = Number(select.value);
          chosen.set(name, (cell) => of(cell) === wanted);
        }
        filter();
      });
      filters.append(make("label", {}, name, select));
    }

    data.axes.forEach((axis, i) => {
      if (axis.values.length <= 500) { // a longer list is no help: the column sorts
        choice(axis.name, axis.values, (cell) => cell[FIRST + i]);
      }
    });
    const seeds = [...new Set(data.cells.map((cell) => cell[1]))].sort((a, b) => a - b);
    const places = new Map(seeds.map((seed, i) => [seed, i]));
    choice("seed", seeds.map(String), (cell) => places.get(cell[1]));
    choice("state", data.states, (cell) => cell[2]);
    const search = make("input", { type: "search", "data-filter": "cell", spellcheck: "false", autocomplete: "off" });
    search.addEventListener("input", () => {
      const wanted = search.value.trim();
      if (wanted === "") {
        chosen.delete("cell");
      } else {
        chosen.set("cell", (cell) => cell[0].startsWith(wanted));
      }
      filter();
    });
    filters.append(make("label", {}, "cell begins with", search));

    const body = make("tbody");
    const head = make("tr");
    columns.forEach((column) => {
      const heading = make("th", { scope: "col" }, column.title);
      if (column.number) {
        heading.classList.add("number");
      }
      head.append(heading);
      sortable(heading, (direction) => {
        sortedBy = { column, direction };
        sort();
        filter();
      });
    });
    head.append(make("th", { scope: "col" }, "copy"));
    const count = make("span", { role: "status", "aria-live": "polite", id: "explorer-count" });
    const before = make("button", { type: "button" }, "Previous rows");
    const after = make("button", { type: "button" }, "Next rows");
    const copied = make("input", { type: "text", readonly: "", "aria-label": "last copied", size: "40", hidden: "" });
    before.addEventListener("click", () => turn(page - 1));
    after.addEventListener("click", () => turn(page + 1));

    function copy(text) {
      copied.hidden = false;
      copied.value = text;
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text).catch(() => copied.select());
      } else {
        copied.select();
        document.execCommand("copy");
      }
    }

    function row(cell) {
      const line = make("tr");
      for (const column of columns) {
        line.append(make("td", column.number ? { class: "number" } : {}, column.text(cell)));
      }
      const id = make("button", { type: "button", "aria-label": `copy key of cell ${cell[0]}` }, "key");
      const show = make("button", { type: "button", "aria-label": `copy command that shows cell ${cell[0]}` }, "show");
      id.addEventListener("click", () => copy(cell[0]));
      const word = Object.hasOwn(data.quoted, cell[0]) ? data.quoted[cell[0]] : cell[0];
      show.addEventListener("click", () => copy(`${data.command} ${word}`));
      line.append(make("td", {}, id, " ", show));
      return line;
    }

    function turn(to) {
      const pages = Math.max(1, Math.ceil(shown.length / ROWS));
      page = Math.max(0, Math.min(pages - 1, to));
      const from = page * ROWS;
      body.replaceChildren(...shown.slice(from, from + ROWS).map(row));
      const last = Math.min(shown.length, from + ROWS);
      count.textContent = shown.length === 0
        ? `no cell of ${data.cells.length}`
        : `${from + 1} to ${last} of ${shown.length} cells` +
          (shown.length === data.cells.length ? "" : `, filtered from ${data.cells.length}`);
      before.disabled = page === 0;
      after.disabled = page === pages - 1;
    }

    function sort() {
      const { column, direction } = sortedBy;
      sorted = data.cells.map((cell) => ({ cell, key: column.key(cell) }))
        .sort((a, b) => compare(a.key, b.key, Boolean(column.number), direction))
        .map((each) => each.cell);
    }

    function filter() {
      const tests = [...chosen.values()];
      shown = tests.length === 0 ? sorted : sorted.filter((cell) => tests.every((test) => test(cell)));
      turn(0);
    }

    root.append(filters,
      make("div", { class: "pager" }, before, after, count, copied),
      make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "cells" },
        make("table", {}, make("thead", {}, head), body)));
    root.hidden = false;
    filter();

    return (tip) => {
      const found = /cell ([0-9a-f]{8,})/.exec(tip);
      if (found) {
        search.value = found[1];
        search.dispatchEvent(new Event("input"));
        search.focus();
        root.scrollIntoView();
      }
    };
  }

  document.querySelectorAll("#tables table, #failures table").forEach(sortTable);
  const data = JSON.parse(document.getElementById("cells").textContent);
  tips(explorer(document.getElementById("explorer"), data));
})();
