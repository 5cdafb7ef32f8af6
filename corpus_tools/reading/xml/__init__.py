"""XML: feeds, TEI, and lists of articles, without the dangers of the format."""
