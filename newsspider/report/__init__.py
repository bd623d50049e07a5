"""An archive as one page for a person to read: what it holds, what fell off, who is quoted, what failed.

Data flow one way: `gather` reads an archive into the frozen counts of `facts`; `page` makes HTML of them.
"""
