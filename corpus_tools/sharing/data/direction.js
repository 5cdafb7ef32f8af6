// Gives each block of a Markdown cell the direction of most of its letters: JupyterLab knows one direction only,
// and a paragraph that begins with a Latin name is still Arabic.
(function () {
  "use strict";
  if (window.corpusDirection) return;
  window.corpusDirection = true;
  const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,blockquote,table,ul,ol";
  const count = (text, letters) => (text.match(letters) || []).length;
  function mark() {
    document.querySelectorAll(".jp-MarkdownOutput").forEach((cell) => {
      cell.querySelectorAll(BLOCKS).forEach((block) => {
        const text = block.textContent;
        const arabic = count(text, /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g);
        const latin = count(text, /[A-Za-z\u00c0-\u024f]/g);
        const direction = arabic > latin ? "rtl" : "ltr";
        if (arabic + latin && block.getAttribute("dir") !== direction) block.setAttribute("dir", direction);
      });
    });
  }
  let planned = 0;
  const plan = () => {
    clearTimeout(planned);
    planned = setTimeout(mark, 120);
  };
  new MutationObserver(plan).observe(document.body, { childList: true, subtree: true });
  mark();
})();
