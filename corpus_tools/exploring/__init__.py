"""Look around in a corpus without code: one panel for JupyterLab."""

from corpus_tools.exploring.panel import explore

__all__ = ["explore"]
