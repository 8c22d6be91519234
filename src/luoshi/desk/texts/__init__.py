"""Documents in the browser: upload, reading beside the text, corrections, confirmed leaves."""
