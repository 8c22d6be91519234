"""The life of a term through the documents that a person may see."""
