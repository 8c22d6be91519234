"""Texts that are still being written, with what their own numbers say about them."""
