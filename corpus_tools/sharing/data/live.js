// Swaps the live chart in for the picture. Every chart pushes [its box, its spec] onto window.corpusCharts,
// before or after this script has run: JupyterLab restores outputs in any order.
(function () {
  "use strict";
  const waiting = window.corpusCharts || [];
  if (waiting.live) return;
  const NARROWEST = 200;

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
    const whole = ["facet", "repeat", "concat", "hconcat", "vconcat"].every((key) => !(key in spec));
    const panels = ["row", "column", "facet"].some((channel) => encodings(spec, channel).length);
    const hasAxis = ["x", "y"].some((channel) => {
      const found = encodings(spec, channel);
      return found.length && found.every((encoding) => encoding.axis !== null);
    });
    return whole && !panels && hasAxis && typeof spec.width === "number";
  }

  function fit(box, view, spec) {
    const svg = box.querySelector("svg.marks");
    if (!svg || !box.parentElement || !isFluid(spec)) return;
    const full = view.width();
    const outer = () => Number(box.querySelector("svg.marks").getAttribute("width"));
    const around = outer() - full;
    let last = full;
    const resize = async () => {
      const room = box.parentElement.clientWidth;
      const width = Math.max(NARROWEST, Math.min(full, Math.floor(room - around)));
      if (!room || width === last) return;
      last = width;
      await view.width(width).runAsync();
      // A title wider than the room would leave a narrow plot and still be scaled: then rather the whole, scaled.
      const fits = outer() <= 1.1 * room;
      box.classList.toggle("fluid", fits);
      if (!fits && width < full) await view.width(full).runAsync();
    };
    resize();
    if (window.ResizeObserver) new ResizeObserver(resize).observe(box.parentElement);
  }

  async function draw([box, spec, words]) {
    if (!box || !window.corpusVega) return;
    const stage = document.createElement("div");
    stage.style.cssText = "position:absolute;visibility:hidden";
    try {
      await loadFonts();
      box.appendChild(stage);
      const drawn = await window.corpusVega.embed(stage, spec, {
        renderer: "svg",
        actions: { export: true, source: false, compiled: false, editor: false },
        i18n: words || {},
      });
      const picture = box.querySelector("img");
      if (picture) picture.remove();
      stage.style.cssText = "";
      fit(box, drawn.view, spec);
    } catch (error) {
      stage.remove(); // the picture stays
      console.warn("chart stays a picture:", error);
    }
  }

  window.corpusCharts = { live: true, push: draw };
  waiting.forEach(draw);
})();
