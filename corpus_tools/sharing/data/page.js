// Shows where a chart or table goes on beyond the side of the page: it fades there, and words under it say so.
(function () {
  "use strict";
  const words = document.body.dataset.scroll;
  document.querySelectorAll(".output,.scroll,.corpus-table>.rows").forEach((box) => {
    const note = document.createElement("p");
    note.className = "scroll-note";
    note.textContent = words;
    box.after(note);
    const mark = () => {
      const hidden = box.scrollWidth - box.clientWidth;
      if (hidden > 8) box.tabIndex = 0; // so that the keyboard can scroll it
      const from = getComputedStyle(box).direction === "rtl" ? hidden + box.scrollLeft : box.scrollLeft;
      box.classList.toggle("more-left", hidden > 8 && from > 4);
      box.classList.toggle("more-right", hidden > 8 && from < hidden - 4);
    };
    box.addEventListener("scroll", mark, { passive: true });
    if (window.ResizeObserver) {
      const watch = new ResizeObserver(mark);
      [box, ...box.children].forEach((part) => watch.observe(part));
    }
    mark();
  });
})();
