"""The same selectors and services behind JSON, with tokens that have a scope and an end."""
