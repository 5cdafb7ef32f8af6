// The menu of a chart: its picture as a file, with the lines under it that say where it comes from.
const NOTE = { size: 11, line: 16, margin: 12, colour: "#5B636B" };
const PIXELS = 2; // of a PNG for one of the chart
const SVG = "http://www.w3.org/2000/svg";

// Our own font, as the page carries it: a picture is to look the same elsewhere.
function fontRules() {
  const rules = Array.from(document.styleSheets).flatMap((sheet) => {
    try {
      return Array.from(sheet.cssRules);
    } catch {
      return []; // a sheet of another address
    }
  });
  return rules.filter((rule) => rule.type === 5 && rule.cssText.includes("IBM Plex Sans Arabic")).map((r) => r.cssText);
}

function addNotes(svg, notes, family, arabic) {
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const font = `${NOTE.size}px ${family}`;
  const lines = notes.flatMap((note) => wrap(note, Math.max(120, width - 2 * NOTE.margin), font));
  const taller = height + NOTE.line * lines.length + NOTE.margin / 2;
  svg.setAttribute("height", taller);
  svg.setAttribute("viewBox", `0 0 ${width} ${taller}`);
  lines.forEach((line, number) => {
    const places = { x: arabic ? width - NOTE.margin : NOTE.margin, y: height + NOTE.line * (number + 0.5) };
    const look = { "font-family": family, "font-size": `${NOTE.size}px`, fill: NOTE.colour };
    const text = makeShape("text", { ...places, ...look, "text-anchor": arabic ? "end" : "start" });
    text.textContent = line;
    svg.append(text);
  });
}

function makeShape(tag, attributes) {
  const shape = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => shape.setAttribute(name, value));
  return shape;
}

// The chart as it stands, with what the reader chose in it.
function copyDrawing(box, { notes, family, arabic }) {
  const svg = box.querySelector("svg.marks").cloneNode(true);
  const fill = svg.style.backgroundColor || "white";
  svg.removeAttribute("style");
  addNotes(svg, notes, family, arabic);
  const style = makeShape("style", {});
  style.textContent = [...fontRules(), "svg.marks{direction:ltr}"].join("\n");
  svg.prepend(style, makeShape("rect", { width: "100%", height: "100%", fill }));
  return svg;
}

// An address of letters only: VS Code saves what is in base64, and a page's policy lets no other picture in.
function svgAddress(svg) {
  const bytes = new TextEncoder().encode(new XMLSerializer().serializeToString(svg));
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return "data:image/svg+xml;base64," + btoa(text);
}

async function pngAddress(svg) {
  const picture = new Image();
  picture.src = svgAddress(svg);
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = PIXELS * Number(svg.getAttribute("width"));
  canvas.height = PIXELS * Number(svg.getAttribute("height"));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

// The title as the name of a file: without the signs of direction, and those that no system takes.
function fileName(spec) {
  const title = [].concat((spec.title && (spec.title.text || spec.title)) || []).join(" ");
  const name = title.replace(/[\u0000-\u001f\u2066-\u2069\\/:*?"<>|]+/g, " ").replace(/\s+/g, " ").trim();
  return name.slice(0, 80) || "chart";
}

function addMenu(box, spec, { words, notes, arabic }) {
  const family = (spec.config && spec.config.font) || "sans-serif";
  const menu = document.createElement("details");
  menu.className = "corpus-save";
  const opener = document.createElement("summary");
  opener.textContent = "⋯";
  opener.setAttribute("aria-label", words.menu || "");
  const choices = document.createElement("div");
  const makers = { png: pngAddress, svg: svgAddress };
  Object.entries(makers).forEach(([kind, make]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words[kind];
    button.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = await make(copyDrawing(box, { notes, family, arabic }));
      link.download = `${fileName(spec)}.${kind}`;
      box.append(link); // VS Code listens for clicks on the page
      link.click();
      link.remove();
      menu.open = false;
      opener.focus();
    });
    choices.append(button);
  });
  menu.append(opener, choices);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    opener.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  box.append(menu);
}
