"""Measurements side by side with named peers; results are JSON with machine and versions."""
