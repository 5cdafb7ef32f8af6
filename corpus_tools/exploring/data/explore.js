// The panel of explore(): asks the kernel by messages and shows its answers. Whatever comes from an article is set
// as text, never as markup. No build step and nothing from the network; anywidget calls render().
const WAIT = 150;
const ARABIC = /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function makeButton(className, text, act) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

// Text of unknown direction, which must not disturb its neighbours.
const isolate = (text) => make("bdi", "", text);
const isolateAll = (texts) => texts.filter(Boolean).flatMap((text, n) => (n ? [" · ", isolate(text)] : [isolate(text)]));

function render({ model, el }) {
  const words = model.get("words");
  const own = "corpus-explorer-" + Math.random().toString(36).slice(2);
  const root = make("div", "corpus-explorer");
  root.lang = model.get("language");
  root.dir = model.get("direction");
  el.append(root);

  // One level below the notebook's own heading above the panel.
  function makeHeading(text) {
    const isAbove = (one) => !root.contains(one) && one.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING;
    const above = Array.from(document.querySelectorAll("h1,h2,h3,h4,h5,h6")).filter(isAbove).pop();
    return make("h" + Math.min(6, above ? Number(above.tagName[1]) + 1 : 2), "heading", text);
  }

  // ── asking: an answer to an older question of its kind is not shown ──────────────────────────────────────
  const latest = {};
  let asked = 0;
  function ask(kind, question, show) {
    asked += 1;
    latest[kind] = { number: asked, show };
    const number = asked;
    // After a restart the kernel does not know this panel, and its line to it is closed.
    const lost = () => hear({ number, error: words.lost });
    try {
      Promise.resolve(model.send({ ...question, kind, number })).catch(lost);
    } catch {
      lost();
    }
  }
  function hear(answer) {
    const question = Object.values(latest).find((one) => one.number === answer.number);
    if (question) question.show(answer);
  }
  const forget = (...kinds) => kinds.forEach((kind) => delete latest[kind]);
  model.on("msg:custom", hear);

  // ── the search box, with suggestions (the combobox of the ARIA practices) ────────────────────────────────
  const form = make("form", "search");
  form.setAttribute("role", "search");
  const label = make("label", "", words.search);
  const input = make("input");
  input.id = label.htmlFor = own + "-input";
  input.type = "text";
  input.dir = "auto";
  input.autocomplete = "off";
  input.placeholder = words.placeholder;
  const list = make("ul", "suggestions");
  list.id = own + "-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.suggestions);
  const combobox = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  Object.entries(combobox).forEach(([name, value]) => input.setAttribute(name, value));
  const box = make("div", "box");
  box.append(input, list);
  const submit = make("button", "submit", words.go);
  submit.type = "submit";
  form.append(label, box, submit);

  let options = [];
  let chosen = -1;
  function choose(at) {
    chosen = at;
    Array.from(list.children).forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }
  function closeList() {
    clearTimeout(planned);
    forget("suggest");
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }
  function showSuggestions(answer) {
    options = answer.suggestions || [];
    const items = options.map((option, n) => {
      const item = make("li");
      item.id = own + "-option-" + n;
      item.setAttribute("role", "option");
      item.append(isolate(option.name), make("span", "kind", words[option.kind] + " · " + option.count));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the focus stays in the box
        search(option.name, option.actor_id);
      });
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = !items.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }
  let planned = 0;
  input.addEventListener("input", () => {
    clearTimeout(planned);
    planned = setTimeout(() => ask("suggest", { typed: input.value.slice(0, 200) }, showSuggestions), WAIT);
  });
  input.addEventListener("blur", closeList);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      choose((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden) {
      closeList();
      event.preventDefault();
    }
    event.stopPropagation(); // JupyterLab has keys of its own
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen >= 0) search(options[chosen].name, options[chosen].actor_id);
    else if (input.value.trim()) search(input.value.trim(), null);
    else begin();
  });

  // ── the answer ───────────────────────────────────────────────────────────────────────────────────────────
  const status = make("p", "status");
  status.setAttribute("role", "status");
  const offers = make("ul", "offers");
  const results = make("div", "results");
  results.hidden = true;
  const trend = make("figure", "trend");
  const sources = make("section", "bars");
  const companions = make("section", "bars");
  const neighbours = make("section", "bars");
  const beside = make("div", "beside");
  beside.append(sources, companions, neighbours);
  const lines = make("section", "lines");
  const article = make("article", "article");
  article.hidden = true;
  results.append(trend, beside, lines);
  root.append(form, status, offers, results, article);

  let current = { name: "", actor_id: null, order: "position" };
  let body = null;

  // Names to go on with: the commonest before anything is asked, the nearest where nothing is found, and actors of
  // the name that was typed: as a rule they are what is meant, and occur under other names too.
  function showOffers(lead, names) {
    const items = names.map((one) => {
      const button = makeButton("offer", "", () => search(one.name, one.actor_id));
      button.append(isolate(one.name), make("span", "kind", words[one.kind] + " · " + one.count));
      const item = make("li");
      item.append(button);
      return item;
    });
    offers.replaceChildren(make("li", "", lead), ...items);
    offers.hidden = !items.length;
  }
  function offer(text, lead, names) {
    forget("search", "beside", "trend", "article");
    results.hidden = article.hidden = true;
    status.textContent = text;
    showOffers(lead, names);
  }
  function begin() {
    const show = (answer) => offer(words.start, words.begin, answer.suggestions || []);
    show({});
    ask("suggest", { typed: "" }, show);
  }

  function search(name, actorId) {
    closeList();
    forget("beside", "trend", "article");
    input.value = name;
    current = { name: name.slice(0, 200), actor_id: actorId || null, order: "position" };
    status.textContent = words.searching;
    offers.hidden = article.hidden = true;
    // What is still that of the last question is pale, and cannot be clicked, until it is replaced.
    [trend, beside, lines].forEach((part) => (part.inert = true));
    ask("search", { ...current, first: 0 }, showResults);
  }

  function showResults(answer) {
    if (answer.error) return showError(answer.error);
    if (answer.alike) return offer(words.not_found, words.alike, answer.alike);
    results.hidden = false;
    const kind = current.actor_id ? " (" + words.actor_whole + ")" : "";
    status.replaceChildren(isolate(current.name), kind + " — " + answer.sum);
    showOffers(words.also, answer.actors);
    showLines(answer);
    // What takes longer is asked for one by one, so that a click in between is answered at once.
    const room = Math.round(root.clientWidth);
    ask("beside", current, (found) => {
      if (found.error) return showError(found.error);
      showBeside(found);
      if (found.neighbours) ask("trend", { ...current, room }, showTrend);
    });
  }

  function showBeside(answer) {
    if (answer.sources) showBars(sources, words.sources, answer.sources);
    if (answer.companions) showBars(companions, words.companions, answer.companions, true);
    if (answer.neighbours) showBars(neighbours, words.neighbours, answer.neighbours, true);
  }

  function showError(text) {
    results.hidden = offers.hidden = true;
    const reason = make("span", "reason", text);
    reason.dir = "ltr";
    reason.lang = "en";
    status.replaceChildren(make("strong", "", words.failed), " ", reason);
  }

  function showTrend({ trend: picture, error }) {
    if (error) return showError(error);
    trend.replaceChildren();
    trend.inert = false;
    trend.hidden = !picture;
    if (!picture) return;
    const image = make("img");
    image.src = picture.source;
    image.alt = picture.text;
    image.width = picture.width;
    image.height = picture.height;
    trend.append(image);
  }

  // Names with bars; a click on one asks for it next.
  function showBars(section, heading, rows, canAsk) {
    section.hidden = !rows.length;
    beside.inert = false;
    const items = rows.map((row) => {
      const item = make("li");
      const bar = make("span", "bar");
      bar.style.inlineSize = Math.max(1, 100 * row.length) + "%";
      const name = canAsk ? makeButton("name", "", () => search(row.name, row.actor_id)) : make("span", "name");
      name.append(isolate(row.name));
      item.append(name, make("span", "value", row.said), bar);
      return item;
    });
    const all = make("ol");
    all.append(...items);
    section.replaceChildren(makeHeading(heading), all);
  }

  // ── the lines: a concordance, aligned on the match ───────────────────────────────────────────────────────
  function makeLine(line, rtl) {
    const [along, against] = rtl ? ["rtl", "ltr"] : ["ltr", "rtl"];
    const row = make("tr");
    const open = makeButton("match", line.match, () => openArticle(line, open));
    open.dir = along;
    open.setAttribute("aria-label", words.open + ": " + (line.title || line.doc_id) + " — " + line.match);
    const cells = { origin: make("span") };
    cells.origin.append(...isolateAll([line.date, line.source]));
    [cells.before, cells.node, cells.after] = [isolate(line.before), open, isolate(line.after)];
    Object.entries(cells).forEach(([name, content]) => {
      const cell = make("td", name);
      // Words before the match are cut at their far end: the cell runs against them.
      if (name !== "origin") content.dir = along;
      cell.dir = name === "before" ? against : along;
      cell.append(content);
      row.append(cell);
    });
    row.title = line.title || "";
    row.addEventListener("click", (event) => event.target.closest("button") || openArticle(line, open));
    return row;
  }

  function showLines(answer) {
    startLines(answer.lines.filter((line) => ARABIC.test(line.match)).length * 2 > answer.lines.length);
    fillLines(answer);
  }

  // The first lines, further ones, or the first in another order.
  function fillLines(answer) {
    if (answer.error) return showError(answer.error);
    const rtl = body.parentElement.dir === "rtl";
    if (answer.first === 0) body.replaceChildren();
    lines.inert = false;
    body.append(...answer.lines.map((line) => makeLine(line, rtl)));
    lines.querySelector(".more").hidden = !answer.more;
  }

  function startLines(rtl) {
    const head = make("div", "head");
    const order = make("select");
    order.id = own + "-order";
    ["position", "newest", "before", "after"].forEach((name) => {
      const option = make("option", "", words[name]);
      option.value = name;
      option.selected = name === current.order;
      order.append(option);
    });
    order.addEventListener("change", () => {
      current.order = order.value;
      ask("search", { ...current, first: 0 }, fillLines);
    });
    order.addEventListener("keydown", (event) => event.stopPropagation());
    const orderLabel = make("label", "", words.order);
    orderLabel.htmlFor = order.id;
    head.append(makeHeading(words.lines), orderLabel, order);
    const table = make("table");
    table.dir = rtl ? "rtl" : "ltr";
    const top = make("thead");
    const titles = make("tr");
    ["source", "before_match", "match", "after_match"].forEach((name) => {
      const cell = make("th", name, words[name]);
      cell.scope = "col";
      titles.append(cell);
    });
    top.append(titles);
    body = make("tbody");
    table.append(top, body);
    const more = makeButton("more", words.more, () => {
      ask("search", { ...current, first: body.rows.length }, fillLines);
    });
    lines.replaceChildren(head, table, more);
  }

  // ── the article ──────────────────────────────────────────────────────────────────────────────────────────
  function openArticle(line, from) {
    const question = { ...current, doc_id: line.doc_id };
    ask("article", question, (answer) => (answer.error ? showError(answer.error) : showArticle(answer.article, from)));
  }

  function showArticle(found, from) {
    const close = () => {
      article.hidden = true;
      results.hidden = false;
      from.focus();
    };
    const back = makeButton("back", words.back, close);
    const heading = makeHeading();
    heading.append(isolate(found.title || words.untitled));
    heading.tabIndex = -1;
    const facts = make("p", "facts");
    facts.append(...isolateAll(found.facts));
    if (found.url) {
      const link = make("a", "", words.original);
      link.href = found.url; // the kernel lets only http and https pass
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      facts.append(" · ", link);
    }
    const text = make("div", "text");
    const page = make("div", "page");
    page.dir = found.pieces.filter(([piece]) => ARABIC.test(piece)).length * 2 > found.pieces.length ? "rtl" : "ltr";
    text.append(...found.pieces.map(([piece, isHit]) => (isHit ? make("mark", "", piece) : piece)));
    page.append(heading, facts, text);
    article.replaceChildren(back, page);
    article.onkeydown = (event) => event.key === "Escape" && (event.stopPropagation(), close());
    article.hidden = false;
    results.hidden = true;
    heading.focus({ preventScroll: true });
    root.scrollIntoView({ block: "nearest" });
  }

  begin();
  return () => model.off("msg:custom", hear);
}

export default { render };
