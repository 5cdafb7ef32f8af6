// Swaps the live chart in for the picture. Every chart pushes [its box, its spec] onto window.corpusCharts,
// before or after this script has run: JupyterLab restores outputs in any order.
(function () {
  "use strict";
  const waiting = window.corpusCharts || [];
  if (waiting.live) return;
  const NARROWEST = 160;
  const PHONE = 480;

  // Vega measures words when it lays a chart out: the font has to be there first.
  function loadFonts() {
    if (!document.fonts) return Promise.resolve();
    const faces = ["400", "600"].map((weight) => document.fonts.load(weight + " 12px 'IBM Plex Sans Arabic'", "اA"));
    return Promise.all(faces).catch(() => undefined);
  }

  // All encodings of a channel, those of layers too.
  function encodings(spec, channel) {
    const own = spec.encoding && spec.encoding[channel] ? [spec.encoding[channel]] : [];
    return own.concat(...(spec.layer || []).map((layer) => encodings(layer, channel)));
  }

  // A chart of one plot keeps its letters on a telephone: its plot gets narrower. One of several plots, or one
  // whose places were worked out before (no axes: a word cloud, a network), is scaled by the style sheet.
  function isFluid(spec) {
    if (spec.usermeta && spec.usermeta.narrow) return spec.usermeta.narrow === "fluid";
    const whole = ["facet", "repeat", "concat", "hconcat", "vconcat"].every((key) => !(key in spec));
    const panels = ["row", "column", "facet"].some((channel) => encodings(spec, channel).length);
    const hasAxis = ["x", "y"].some((channel) => {
      const found = encodings(spec, channel);
      return found.length && found.every((encoding) => encoding.axis !== null);
    });
    return whole && !panels && hasAxis && typeof spec.width === "number";
  }

  // The words of one line, isolated as the line was, in lines no wider than the room.
  function wrap(line, room, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const [, open, text, close] = line.match(/^([\u2067\u2068]?)(.*?)(\u2069?)$/s);
    const lines = [];
    text.split(" ").forEach((word) => {
      const longer = lines.length ? lines[lines.length - 1] + " " + word : word;
      if (lines.length && pen.measureText(longer).width <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    });
    return lines.map((part) => open + part + close);
  }

  // A legend above the chart in rows that fit; an Arabic one, written from its end for one row, in a column.
  function stackLegends(part, arabic) {
    if (!part || typeof part !== "object") return;
    const { legend, scale } = part;
    if (legend && legend.orient === "top" && legend.columns === 0 && scale && scale.domain) {
      legend.columns = arabic ? 1 : 2;
      legend.direction = arabic ? "vertical" : "horizontal";
      if (arabic) [scale.domain, scale.range] = [scale.domain.slice().reverse(), scale.range.slice().reverse()];
    }
    Object.entries(part).forEach(([key, inner]) => key !== "datasets" && stackLegends(inner, arabic));
  }

  // Names beside bars leave more than half of the room to the bars; the tooltip has the whole name.
  function limitNames(part, most) {
    encodings(part, "y").forEach((encoding) => {
      if (encoding.type === "nominal" && encoding.axis) encoding.axis.labelLimit = most;
    });
    (part.concat || []).forEach((panel) => limitNames(panel, most));
  }

  // Panels under one another. Arabic rows were turned round, with an empty panel where a row is not full.
  function stackPanels(spec, room, arabic) {
    const rows = [];
    for (let at = 0; at < spec.concat.length; at += spec.columns) rows.push(spec.concat.slice(at, at + spec.columns));
    const panels = rows.flatMap((row) => (arabic ? row.reverse() : row)).filter((panel) => panel.width !== 10);
    panels.forEach((panel) => {
      const named = encodings(panel, "y").some((encoding) => encoding.type === "nominal");
      panel.width = Math.max(120, Math.min(panel.width, room - (named ? 190 : 90)));
    });
    return Object.assign(spec, { concat: panels, columns: 1 });
  }

  // What a telephone needs before a chart is drawn: shorter lines of title, legends and panels below each other.
  function narrow(given, room, arabic) {
    if (!room || room >= PHONE) return given;
    const spec = JSON.parse(JSON.stringify(given));
    const family = (spec.config && spec.config.font) || "sans-serif";
    if (spec.title && Array.isArray(spec.title.text)) {
      const lines = (key, font) => [].concat(spec.title[key] || []).flatMap((line) => wrap(line, room - 24, font + family));
      Object.assign(spec.title, { fontSize: 17, text: lines("text", "600 17px "), subtitle: lines("subtitle", "13px ") });
    }
    stackLegends(spec, arabic);
    limitNames(spec, Math.round(0.42 * room));
    return Array.isArray(spec.concat) && spec.columns ? stackPanels(spec, room, arabic) : spec;
  }

  function fit(box, view, spec) {
    const svg = box.querySelector("svg.marks");
    if (!svg || !box.parentElement) return;
    const outer = () => Number(box.querySelector("svg.marks").getAttribute("width"));
    if (!isFluid(spec)) {
      const shrinks = spec.usermeta && spec.usermeta.narrow === "shrink";
      if (shrinks || outer() <= 1.25 * box.parentElement.clientWidth) box.classList.add("fluid");
      return;
    }
    const full = view.width();
    const around = outer() - full;
    let last = full;
    const resize = async () => {
      const room = box.parentElement.clientWidth;
      const width = Math.max(NARROWEST, Math.min(full, Math.floor(room - around)));
      if (!room || width === last) return;
      last = width;
      await view.width(width).runAsync();
      // A title wider than the room would leave a narrow plot and still be scaled: then rather the whole, scaled.
      const fits = outer() <= 1.25 * room;
      box.classList.toggle("fluid", fits);
      if (!fits && width < full) await view.width(full).runAsync();
    };
    resize();
    if (window.ResizeObserver) new ResizeObserver(resize).observe(box.parentElement);
  }

  async function draw([box, given, words]) {
    if (!box || !window.corpusVega) return;
    const stage = document.createElement("div");
    stage.style.cssText = "position:absolute;visibility:hidden";
    try {
      await loadFonts();
      const room = box.parentElement ? box.parentElement.clientWidth : 0;
      const spec = narrow(given, room, box.lang === "ar");
      box.appendChild(stage);
      const drawn = await window.corpusVega.embed(stage, spec, {
        renderer: "svg",
        actions: { export: true, source: false, compiled: false, editor: false },
        i18n: words || {},
      });
      const picture = box.querySelector("img");
      if (picture) picture.remove();
      stage.style.cssText = "";
      // Vega's menu is three dots: a screen reader needs words.
      const menu = stage.querySelector("summary");
      if (menu && words) menu.setAttribute("aria-label", words.CLICK_TO_VIEW_ACTIONS);
      // The frame of a stretch that can be dragged open has a role, but nothing that could be read out.
      const unnamed = '[role="graphics-symbol"]:not([aria-label]):not([aria-hidden])';
      stage.querySelectorAll(unnamed).forEach((part) => part.setAttribute("aria-hidden", "true"));
      fit(box, drawn.view, spec);
    } catch (error) {
      stage.remove(); // the picture stays
      console.warn("chart stays a picture:", error);
    }
  }

  window.corpusCharts = { live: true, push: draw };
  waiting.forEach(draw);
})();
