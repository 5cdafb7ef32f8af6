"""Charts that a newspaper could print, from the frames of this package; right to left where people read so."""

from corpus_tools.charts.theme import font_css, font_directory, is_rtl, theme_language, use_theme

__all__ = ["font_css", "font_directory", "is_rtl", "theme_language", "use_theme"]
