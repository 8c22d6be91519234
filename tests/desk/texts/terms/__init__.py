"""Tests of the desk: terms."""
