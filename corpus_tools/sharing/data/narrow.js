// What a telephone needs before a chart is drawn: shorter lines, plots that are narrower, panels below each other.
// Read with menu.js and live.js inside one function.
const PHONE = 480;
const NARROWEST = 160; // of a plot
const EDGE = 24; // what the theme leaves free at both sides of a chart
const AXIS = 90; // what an axis of numbers takes beside its plot, with the edges
const NAMES = 190; // and one of names

// All encodings of a channel, those of layers too.
function encodings(spec, channel) {
  const own = spec.encoding && spec.encoding[channel] ? [spec.encoding[channel]] : [];
  return own.concat(...(spec.layer || []).map((layer) => encodings(layer, channel)));
}

// A chart of one plot keeps its letters on a telephone: its plot gets narrower. One of several plots, or one
// whose places were worked out before (no axes: a word cloud, a network), is scaled.
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

function measure(font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return (text) => pen.measureText(text).width;
}

// The words of one line, isolated as the line was, in lines no wider than the room.
function wrap(line, room, font) {
  const width = measure(font);
  const [, open, text, close] = line.match(/^([\u2067\u2068]?)(.*?)(\u2069?)$/s);
  const lines = [];
  text.split(" ").forEach((word) => {
    const longer = lines.length ? lines[lines.length - 1] + " " + word : word;
    if (lines.length && width(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  });
  return lines.map((part) => open + part + close);
}

// The same, but at most so many lines: what is left over becomes an ellipsis.
function wrapMost(line, room, font, most) {
  const lines = wrap(line, room, font);
  if (lines.length <= most) return lines;
  const width = measure(font);
  const [, open, text, close] = lines[most - 1].match(/^([\u2067\u2068]?)(.*?)(\u2069?)$/s);
  const words = text.replace(/…$/, "").split(" ");
  while (words.length > 1 && width(words.join(" ") + " …") > room) words.pop();
  return lines.slice(0, most - 1).concat(open + words.join(" ") + " …" + close);
}

// The lines of a text that was broken for another width, each isolated as the first of them.
function breakAnew(lines, room, font, most) {
  const old = lines.split("\n");
  const [, open, close] = old[0].match(/^([\u2067\u2068]?).*?(\u2069?)$/);
  return wrapMost(open + old.map((line) => line.replace(/^[\u2067\u2068]|\u2069$/g, "")).join(" ") + close, room, font, most);
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
function stackPanels(spec, room, { over, arabic }) {
  const rows = [];
  for (let at = 0; at < spec.concat.length; at += spec.columns) rows.push(spec.concat.slice(at, at + spec.columns));
  const panels = rows.flatMap((row) => (arabic ? row.reverse() : row)).filter((panel) => panel.width !== 10);
  panels.forEach((panel) => {
    const named = encodings(panel, "y").some((encoding) => encoding.type === "nominal");
    panel.width = Math.max(120, Math.min(panel.width, room - (named ? NAMES : AXIS) - over));
  });
  return Object.assign(spec, { concat: panels, columns: 1 });
}

// A chart and its panel of examples.
function findPanel(spec) {
  const parts = spec.vconcat || spec.concat;
  const panel = parts.find((part) => encodings(part, "text").some((encoding) => encoding.field === "lines"));
  return { plot: parts.find((part) => part !== panel), panel };
}

// A chart over its panel: a narrower plot, and the examples broken into lines anew.
function foldPanel(spec, room, { over, family }) {
  const { plot, panel } = findPanel(spec);
  const named = encodings(plot, "y").some((encoding) => encoding.type === "nominal" && encoding.axis);
  // The panel begins where the plot does: names or numbers to the left of that are what it came out too wide by.
  panel.width = Math.max(NARROWEST, room - EDGE - over);
  plot.width = Math.max(NARROWEST, named ? room - NAMES : Math.min(room - 68, panel.width));
  // What follows the width of a plot asks its scale, which has another name where there are two plots.
  const told = /\(max\(range\('x'\)\[0\], range\('x'\)\[1\]\) \|\| \d+\)/g;
  const narrower = JSON.parse(JSON.stringify(plot).replace(told, String(plot.width)));
  const within = panel.width - 28;
  const names = new Set([panel, ...panel.layer].map((part) => (part.data || {}).name));
  const rows = Object.entries(spec.datasets || {}).flatMap(([name, all]) => (names.has(name) ? all : []));
  const examples = rows.filter((row) => row.lines);
  const most = Math.max(1, ...examples.map((row) => row.lines.split("\n").length));
  examples.forEach((row) => {
    const lines = breakAnew(row.lines, within, "13px " + family, most);
    row.tall += 20 * (lines.length - row.lines.split("\n").length);
    row.lines = lines.join("\n");
    row.meta = wrapMost(row.meta, within, "12px " + family, 1)[0];
  });
  rows.filter((row) => row.hint).forEach((row) => (row.hint = breakAnew(row.hint, within, "12px " + family, 2).join("\n")));
  const { vconcat, ...rest } = spec;
  return { ...rest, concat: [narrower, panel], columns: 1, spacing: 24 };
}

// Names above the columns of a table of colours: a word a line where they would touch.
function stackHeads(spec, room, family) {
  encodings(spec, "x").forEach((encoding) => {
    const names = encoding.type === "nominal" && encoding.axis && (encoding.sort || (encoding.scale || {}).domain);
    if (!Array.isArray(names)) return;
    const widest = Math.max(...names.map((name) => measure("13px " + family)(String(name))));
    if (widest * names.length < room - NAMES) return;
    const lines = Math.max(...names.map((name) => String(name).split(" ").length));
    Object.assign(encoding.axis, { labelExpr: "split(datum.label, ' ')", labelPadding: 16 * lines - 8, labelLineHeight: 16 });
  });
}

// Whether a chart has parts that can stand below each other.
function canFold(spec) {
  const { panel, narrow: way } = spec.usermeta || {};
  if (panel) return panel === "beside" || isFluid({ ...findPanel(spec).plot, usermeta: { narrow: way } });
  return Array.isArray(spec.concat) && Boolean(spec.columns);
}

// `scale` is how much smaller than drawn the chart will be shown: its title and axes are written larger. `over` is how
// much wider than its place it came out when its parts were folded.
function narrow(given, room, { arabic, scale = 1, over = 0 }) {
  if (!room || room >= PHONE) return given;
  const spec = JSON.parse(JSON.stringify(given));
  const config = (spec.config = spec.config || {});
  const family = config.font || "sans-serif";
  const [large, small] = [17 / scale, 13 / scale].map(Math.round);
  if (spec.title && Array.isArray(spec.title.text)) {
    const lines = (key, font) => [].concat(spec.title[key] || []).flatMap((l) => wrap(l, (room - EDGE) / scale, font + family));
    const text = lines("text", `600 ${large}px `);
    const subtitle = lines("subtitle", `${small}px `);
    Object.assign(spec.title, { fontSize: large, subtitleFontSize: small, text, subtitle });
  }
  const letters = { labelFontSize: small, titleFontSize: small };
  if (scale < 1) ["axis", "legend"].forEach((part) => (config[part] = { ...config[part], ...letters }));
  stackLegends(spec, arabic);
  limitNames(spec, Math.round(0.42 * room));
  stackHeads(spec, room, family);
  if (!canFold(spec)) return spec;
  const folds = spec.usermeta && spec.usermeta.panel;
  return folds ? foldPanel(spec, room, { over, family }) : stackPanels(spec, room, { over, arabic });
}
