"""Tables of articles: delimited text, JSON, Parquet, spreadsheets, and which column is which."""
