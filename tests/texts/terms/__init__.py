"""Tests of terms: lives, discovery, pages."""
