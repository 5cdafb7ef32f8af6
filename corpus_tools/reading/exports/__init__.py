"""Exports of press archives: several articles in one file."""
