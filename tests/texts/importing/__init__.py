"""Getting the text out of files."""
