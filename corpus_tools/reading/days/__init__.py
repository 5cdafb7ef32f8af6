"""The day of an article outside its text: fields, names of files, addresses, and the order of day and month."""
