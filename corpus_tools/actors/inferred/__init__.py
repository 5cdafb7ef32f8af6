"""Names that the table of actors lacks: found by rules over classes of words, by lists, or by a recogniser."""
