"""An archive as those who study it want it: tables, exports, citations, histories."""
