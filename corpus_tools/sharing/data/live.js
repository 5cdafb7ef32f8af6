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

  // A chart of one plot keeps its letters on a phone: its plot gets narrower. Others are scaled by the style sheet.
  function isFluid(spec) {
    const whole = ["facet", "repeat", "concat", "hconcat", "vconcat"].every((key) => !(key in spec));
    const encoding = spec.encoding || {};
    const layout = (spec.usermeta || {}).fixed || encoding.row || encoding.column || encoding.facet;
    return whole && !layout && typeof spec.width === "number";
  }

  function fit(box, view, spec) {
    const svg = box.querySelector("svg.marks");
    if (!svg || !isFluid(spec)) return;
    const full = view.width();
    const around = Number(svg.getAttribute("width")) - full;
    let last = full;
    const resize = () => {
      const room = box.parentElement ? box.parentElement.clientWidth : 0;
      if (!room) return;
      const width = Math.max(NARROWEST, Math.min(full, Math.floor(room - around)));
      if (width === last) return;
      last = width;
      view.width(width).runAsync();
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
