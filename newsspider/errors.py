"""What can go wrong through a caller's mistake or a broken disk; never through what a page holds.

    NewsspiderError
      UsageError          a mistake in an argument or a rule file    exit code 2
      FetchError          nothing could be fetched                   exit code 3
      PartlyFetchedError  some sites gave nothing                    exit code 4
      OutputError         the output directory cannot be used        exit code 5
      LockedError         another run holds the output directory     exit code 75

The message is one line that says what to do; `newsspider` and `scrapy crawl` print it and exit so.
"""

from __future__ import annotations


class NewsspiderError(Exception):
    """Base of all; *exit_code* is what a command ends with."""

    exit_code = 1


class UsageError(NewsspiderError):
    exit_code = 2


class FetchError(NewsspiderError):
    exit_code = 3


class PartlyFetchedError(NewsspiderError):
    exit_code = 4


class OutputError(NewsspiderError):
    exit_code = 5


class LockedError(NewsspiderError):
    """75 is EX_TEMPFAIL of sysexits.h: try again later."""

    exit_code = 75
