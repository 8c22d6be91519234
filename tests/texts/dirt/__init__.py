"""Tests of dirty copies."""
