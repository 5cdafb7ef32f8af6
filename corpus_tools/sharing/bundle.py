"""The Vega bundle that draws charts on a page without a network, and the scripts and styles around it."""

from __future__ import annotations

import contextlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

import platformdirs
import vl_convert

from corpus_tools.sharing.atomic import write_atomically
from corpus_tools.sharing.words import DATA

# Named apart from window.vegaEmbed, so that another Vega on the page (JupyterLab has version 5) is no clash.
_SNIPPET = "window.corpusVega = {embed: vegaEmbed, vega: vega, vegaLite: vegaLite};"


@cache
def live_script() -> str:
    """Build the script that makes a page's charts live: the Vega bundle, once a page, and our own around it.

    The bundle declares constants at top level: inside a function, a second copy does not break the page.
    """
    own = "".join((DATA / name).read_text(encoding="utf-8") for name in ("narrow.js", "menu.js", "live.js"))
    bundle = f"if(!window.corpusVega){{(function(){{{_vega_bundle()}\n}})();}}"
    return f'{bundle}\n(function(){{\n"use strict";\n{own}}})();\n'


@cache
def _vega_bundle() -> str:
    """Take the bundle from the user's cache folder, or make it (1.3 to 2.3 s) and keep it there if possible.

    Names inside the bundle differ from one making to the next; the cache also keeps pages the same.
    """
    kept = _cache_folder() / f"vega-bundle-{version('vl-convert-python')}.js"
    try:
        text = kept.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if "window.corpusVega" in text[-300:]:
        return text
    text = vl_convert.javascript_bundle(_SNIPPET)
    with contextlib.suppress(OSError):  # a read-only home: the bundle is made once a process
        write_atomically(kept, text.encode(), function="setup_notebook")
    return text


def _cache_folder() -> Path:
    named = os.environ.get("CORPUS_TOOLS_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("corpus_tools")
