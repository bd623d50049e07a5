"""What a killed run left beyond the last commit, cut off; what nobody can explain, refused."""

from __future__ import annotations

import logging
from typing import Final

from newsspider.archive.leftovers import cut_back, unexplained
from newsspider.archive.local import LocalStore, own_files
from newsspider.archive.runs import unended
from newsspider.errors import OutputError
from newsspider.state.ledger import STATE_FILE, Ledger

log = logging.getLogger(__name__)
_ADVICE: Final = f"{STATE_FILE} and the files belong together: restore both from one copy, or run newsspider verify --repair"


def repair(store: LocalStore, ledger: Ledger) -> None:
    """Bring the files of *store* back to the sizes the *ledger* committed.

    Bytes and files beyond them are cut only where they are those of a run that ended without closing; otherwise the
    state is another archive's or an older copy, or files were put back that it has forgotten, and OutputError is raised
    before anything is touched; so it is where a file has lost committed bytes. A committed file that is gone is
    forgotten, with a warning: people move old days away. A directory named as one of the files is refused as well.
    """
    store.refuse_folders()
    found = dict(own_files(store.root))
    committed = dict(ledger.execute("SELECT path, size FROM files").fetchall())
    for path, size in found.items():
        known = committed.get(path, 0)
        if size < known:
            raise OutputError(f"{store.root / path}: has lost {known - size} of {known} bytes; {_ADVICE}")
    for path, more in unexplained(store.root, committed, unended(ledger)):
        raise OutputError(f"{store.root / path}: has {more} bytes its state does not know; {_ADVICE}")
    for path, cut in cut_back(store, committed):
        log.info("%s: %d bytes of an unfinished batch cut off", path, cut)
    for path in committed.keys() - found.keys():
        log.warning("%s: no longer there", store.root / path)
        ledger.execute("DELETE FROM files WHERE path = ?", (path,))
