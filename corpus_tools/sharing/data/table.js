// Makes tables and concordances sortable and searchable, and shows the rows that are hidden without a script.
// Only attributes, classes and text are set: nothing from an article is ever read as markup.
(function () {
  "use strict";
  if (window.corpusTables) return;
  window.corpusTables = true;
  const BOXES = ".corpus-table:not([data-live]),.corpus-kwic:not([data-live])";
  const FEW = 8;

  // Letters as a reader types them: without hamza, vowel signs, accents and capitals.
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "")
      .replace(/[\u0671\u0672\u0673]/g, "\u0627")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .toLowerCase();

  // What a cell shows: a page shows the name for readers, a notebook the raw one.
  function shown(cell) {
    const said = cell.querySelector(".said");
    const part = said && getComputedStyle(said).display !== "none" ? said : cell.querySelector(".raw") || cell;
    return part.textContent.trim();
  }

  // What a cell is sorted by: a number by its value, words before a match from the match outwards.
  function sortKey(cell) {
    if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
    if (cell.classList.contains("number")) return null;
    const text = shown(cell);
    if (!text) return null;
    return cell.classList.contains("before") ? text.split(/\s+/).reverse().join(" ") : text;
  }

  function compare(collator) {
    return (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  }

  const missing = (key) => key === null || Number.isNaN(key);

  function make(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // The one line of a concordance that the tab key goes to: the first that is shown.
  function enterAt(rows, first) {
    rows.forEach((row, n) => (row.tabIndex = n === first ? 0 : -1));
  }

  // A line of a concordance opens whole, by a click or by Enter; the arrow keys go from line to line.
  function openLines(body, rows) {
    const steps = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" };
    rows.forEach((row) => row.addEventListener("click", () => row.classList.toggle("open")));
    body.addEventListener("keydown", (event) => {
      const row = event.target;
      if (event.key === "Enter") row.classList.toggle("open");
      let next = steps[event.key] && row[steps[event.key]];
      while (next && next.hidden) next = next[steps[event.key]];
      if (!next) return;
      event.preventDefault();
      row.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  function makeLive(box) {
    box.dataset.live = "";
    const words = JSON.parse(box.dataset.words || "{}");
    const body = box.querySelector("tbody");
    const area = box.querySelector(".rows");
    const rows = Array.from(body.rows);
    if (rows.length < 2) return;
    const first = Number(box.dataset.rows) || rows.length;
    const texts = rows.map((row) => fold(row.textContent));
    const order = compare(new Intl.Collator(box.lang || undefined, { numeric: true, sensitivity: "base" }));
    const state = { query: "", open: false, sorted: rows.map((_, n) => n) };
    const tools = make("div", "tools");
    const status = make("span", "status");
    const more = make("button", "more", words.all);
    const number = box.querySelector(".note .shown");

    function show() {
      const wanted = fold(state.query.trim());
      const found = state.sorted.filter((n) => texts[n].includes(wanted));
      const visible = new Set(state.open ? found : found.slice(0, first));
      state.sorted.forEach((n) => body.append(rows[n]));
      rows.forEach((row, n) => (row.hidden = !visible.has(n)));
      if (box.classList.contains("corpus-kwic")) enterAt(rows, found[0]);
      status.textContent = wanted ? (found.length ? found.length + " / " + rows.length : words.none) : "";
      if (number) number.textContent = visible.size;
      more.hidden = found.length <= first;
      box.classList.toggle("open", state.open);
      if (area.scrollWidth > area.clientWidth || state.open) area.tabIndex = 0;
    }

    function sortBy(head, column) {
      const isNumber = head.classList.contains("number");
      const turns = isNumber ? ["none", "descending", "ascending"] : ["none", "ascending", "descending"];
      const next = turns[(turns.indexOf(head.getAttribute("aria-sort") || "none") + 1) % 3];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      state.sorted = rows.map((_, n) => n);
      if (next !== "none") {
        head.setAttribute("aria-sort", next);
        const keys = rows.map((row) => sortKey(row.cells[column]));
        const sign = next === "ascending" ? 1 : -1;
        state.sorted.sort((a, b) => missing(keys[a]) - missing(keys[b]) || sign * order(keys[a], keys[b]) || a - b);
      }
      show();
    }

    const heads = Array.from(box.querySelectorAll("thead th"));
    heads.forEach((head, column) => {
      const button = make("button", "sort");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(head, column));
      head.append(button);
    });
    if (rows.length > FEW) {
      const search = make("input", "search");
      search.type = "search";
      search.placeholder = words.search;
      search.setAttribute("aria-label", words.search);
      search.addEventListener("input", () => {
        state.query = search.value;
        show();
      });
      status.setAttribute("role", "status");
      tools.dir = box.lang === "ar" ? "rtl" : "ltr"; // the words of the interface, not of the lines
      tools.append(search, status);
      box.prepend(tools);
    }
    if (rows.length > first) {
      more.type = "button";
      more.setAttribute("aria-expanded", "false");
      more.addEventListener("click", () => {
        state.open = !state.open;
        more.textContent = state.open ? words.fewer : words.all;
        more.setAttribute("aria-expanded", String(state.open));
        show();
      });
      area.after(more);
      box.querySelectorAll(".note .kept").forEach((note) => (note.hidden = false));
    }
    if (box.classList.contains("corpus-kwic")) {
      openLines(body, rows);
    }
    show();
  }

  const start = () => document.querySelectorAll(BOXES).forEach(makeLive);
  // A notebook shows tables after this has run.
  let planned = 0;
  new MutationObserver(() => {
    clearTimeout(planned);
    planned = setTimeout(start, 120);
  }).observe(document.body, { childList: true, subtree: true });
  start();
})();
