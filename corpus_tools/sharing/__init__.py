"""Share what was found: charts and tables as files, notebooks that read well, notebooks as pages."""

from corpus_tools.sharing.concordance import show_concordance
from corpus_tools.sharing.exports import save_chart, save_charts
from corpus_tools.sharing.networks import save_network
from corpus_tools.sharing.notebook import setup_notebook
from corpus_tools.sharing.pages import render_notebooks
from corpus_tools.sharing.sheets import save_table

__all__ = [
    "render_notebooks",
    "save_chart",
    "save_charts",
    "save_network",
    "save_table",
    "setup_notebook",
    "show_concordance",
]
