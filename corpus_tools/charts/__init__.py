"""Charts that a newspaper could print, right to left where people read so."""

from corpus_tools.charts.theme import chart_css, font_css, font_directory, is_rtl, theme_language, use_theme

__all__ = ["chart_css", "font_css", "font_directory", "is_rtl", "theme_language", "use_theme"]
