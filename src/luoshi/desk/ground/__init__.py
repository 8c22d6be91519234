"""What every page stands on: headers, request ids, logs, health, faults told to people."""
