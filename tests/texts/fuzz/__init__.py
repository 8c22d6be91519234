"""Hostile texts for reading, comparison and proof: a corpus, a harness, a mutator, and a driver for atheris."""
