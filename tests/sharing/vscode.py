"""Outputs of a notebook in a page that treats them as the notebook of VS Code does.

VS Code (1.9x, `backLayerWebView.ts` and `notebook-renderers`) sets the markup of an output into an element, runs its
scripts one by one at the end of that element and takes them away again, styles all tables, and lets no font of an
output in where `notebook.experimental.enableCsp` is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src https: http: data:; connect-src https:; child-src https: data:"
)
TABLES = "table,thead,tr,th,td,tbody{border:none!important;border-collapse:collapse}table,th,tr{text-align:right}"
SHELL = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{TABLES}</style></head>
<body class="vscode-body vscode-dark" style="--vscode-editor-background:#1f1f1f"></body></html>"""
SHOW = """markup => {
  const output = document.createElement('div');
  output.innerHTML = markup;
  document.body.append(output);
  for (const written of Array.from(output.getElementsByTagName('script'))) {
    const run = document.createElement('script');
    run.text = written.innerText;
    output.append(run);
    run.remove();
  }
}"""


def show_outputs(page: Page, *outputs: str) -> None:
    page.goto("about:blank")  # else the page before leaves its names behind
    page.set_content(SHELL)
    for output in outputs:
        page.evaluate(SHOW, output)
