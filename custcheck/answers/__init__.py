"""Answer files: read and checked, written and locked."""
