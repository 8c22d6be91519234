"""Editions side by side: comparison, life of themes, what an edition does to open matters."""
