"""Archives of files, and web archives."""
