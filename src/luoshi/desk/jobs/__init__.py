"""Work that outlives a request: a table of jobs with lease, heartbeat, progress and cancellation."""
