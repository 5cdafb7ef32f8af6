// Swaps the live chart in for the picture. Every chart pushes [where it is, its spec, words of its menu, its small
// print] onto window.corpusCharts, before or after this script has run: JupyterLab restores outputs in any order.
const waiting = window.corpusCharts || [];
if (waiting.live) return;
const SMALLEST = 10; // CSS pixels of a letter that can be read

// Vega measures words when it lays a chart out: the font has to be there first.
function loadFonts() {
  if (!document.fonts) return Promise.resolve();
  const faces = ["400", "600"].map((weight) => document.fonts.load(weight + " 12px 'IBM Plex Sans Arabic'", "اA"));
  return Promise.all(faces).catch(() => undefined);
}

// JupyterLab runs a script where it stands; VS Code at the end of the output, and takes it away again.
function findBox(place) {
  const box = place.closest(".corpus-chart") || place.querySelector(".corpus-chart:not([data-drawn])");
  if (box) box.dataset.drawn = "";
  return box;
}

const findSvg = (box) => box.querySelector("svg.marks");
const outerWidth = (box) => Number(findSvg(box).getAttribute("width"));

// How much smaller a chart may be shown than drawn: as wide as its place, but with letters that can be read.
function findScale(box, room, letters) {
  const width = outerWidth(box);
  const words = Array.from(findSvg(box).querySelectorAll(letters)).filter((text) => text.textContent.trim());
  const sizes = words.map((text) => parseFloat(getComputedStyle(text).fontSize)).filter((size) => size > 0);
  return Math.min(1, Math.max(room / width, SMALLEST / Math.min(SMALLEST * 10, ...sizes)));
}

function watch(box, resize) {
  resize();
  if (window.ResizeObserver) new ResizeObserver(resize).observe(box.parentElement);
}

// A chart wider than its place is scaled, as far as its letters allow; the rest is scrolled.
function shrink(box, full) {
  const room = box.parentElement.clientWidth;
  if (room) box.style.setProperty("--shown", `${Math.ceil(full * findScale(box, room, "text"))}px`);
  box.classList.toggle("scaled", room > 0 && room < full);
}

function fit(box, view, spec) {
  if (!findSvg(box) || !box.parentElement) return;
  const whole = outerWidth(box);
  if (!isFluid(spec)) {
    watch(box, () => shrink(box, whole));
    return;
  }
  const full = view.width();
  let last = full;
  watch(box, async () => {
    const room = box.parentElement.clientWidth;
    const width = Math.max(NARROWEST, Math.min(full, Math.floor(room - whole + full)));
    if (!room || width === last) return;
    last = width;
    await view.width(width).runAsync();
    // A legend wider than the room would leave a narrow plot and still be scaled: then rather the whole, scaled.
    if (width < full && outerWidth(box) > 1.25 * room) await view.width(full).runAsync();
    shrink(box, outerWidth(box));
  });
}

// Draw a chart out of sight. On a telephone a second time, where the first one shows that it will be scaled down.
async function embed(box, stage, given) {
  const room = box.parentElement ? box.parentElement.clientWidth : 0;
  const options = { renderer: "svg", actions: false };
  const arabic = box.lang === "ar";
  const first = narrow(given, room, { arabic });
  const drawn = await window.corpusVega.embed(stage, first, options);
  if (first === given || isFluid(first) || outerWidth(stage) <= room) return { view: drawn.view, spec: first };
  const misfit = canFold(given) ? { over: outerWidth(stage) - room } : { scale: findScale(stage, room, ".role-mark text") };
  const spec = narrow(given, room, { arabic, ...misfit });
  drawn.finalize();
  return { view: (await window.corpusVega.embed(stage, spec, options)).view, spec };
}

async function draw([place, given, words, notes]) {
  const box = place && window.corpusVega && findBox(place);
  if (!box) return;
  const stage = document.createElement("div");
  stage.style.cssText = "position:absolute;visibility:hidden";
  try {
    await loadFonts();
    box.appendChild(stage);
    const { view, spec } = await embed(box, stage, given);
    const picture = box.querySelector("img");
    if (picture) picture.remove();
    stage.style.cssText = "";
    addMenu(box, given, { words: words || {}, notes: notes || [], arabic: box.lang === "ar" });
    // The frame of a stretch that can be dragged open has a role, but nothing that could be read out.
    const unnamed = '[role="graphics-symbol"]:not([aria-label]):not([aria-hidden])';
    stage.querySelectorAll(unnamed).forEach((part) => part.setAttribute("aria-hidden", "true"));
    fit(box, view, spec);
  } catch (error) {
    stage.remove(); // the picture stays
    console.warn("chart stays a picture:", error);
  }
}

window.corpusCharts = { live: true, push: draw };
waiting.forEach(draw);
