"""The demonstration: two invented provinces with units, people, documents and matters. Nothing in it is true."""
