"""Arabic word forms: proclitics, stems, endings and verbs, read by what the lists and the dictionary know."""
