"""Body text in, quotations with their speakers out; knows no HTML."""
