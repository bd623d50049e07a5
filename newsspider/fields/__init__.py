"""One file a field: a page in, candidates out, best first."""
