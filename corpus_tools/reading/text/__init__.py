"""Bytes → clean text, and the layout of scraped articles."""
