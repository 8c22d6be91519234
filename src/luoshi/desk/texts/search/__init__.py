"""Search over documents and records: a query language, an index for each database, facets and places of hits."""
