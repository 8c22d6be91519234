"""Tests of search: its language, its index, its gate, its proof."""
