"""Tests of sets of public bodies."""
