"""Matters in the browser: what was ordered, who leads, by when, and what happened since."""
