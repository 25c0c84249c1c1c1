"""The back office's own books, here one SQLite file: which events were done, and what they led to.

One transaction holds both, so that a crash at any moment leaves an event either done or not: what is read again
is recognised by its id. Replace `_boek` by your own work.
"""

import sqlite3


class Administratie:
    def __init__(self, bestand: str) -> None:
        self._db = sqlite3.connect(bestand, isolation_level=None)
        self._db.executescript(
            """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS gedaan (id TEXT PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS boek (nr INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, onderwerp TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS plek (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL);"""
        )

    def verwerk(self, events: list[dict], plek: tuple[str, str] | None = None) -> int:
        """Does a page (or one event) and remembers where reading goes on, all or nothing. Returns how many were new."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            nieuw = 0
            for e in events:
                if self._db.execute("INSERT INTO gedaan (id) VALUES (?) ON CONFLICT DO NOTHING", (e["id"],)).rowcount == 0:
                    continue
                self._boek(e)
                nieuw += 1
            if plek is not None:
                self._db.execute("INSERT INTO plek (naam, waarde) VALUES (?, ?) ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde", plek)
            self._db.execute("COMMIT")
            return nieuw
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _boek(self, e: dict) -> None:
        """Your work. It sees each event once, and the events of one subject in the order in which the hub accepted their messages."""
        self._db.execute("INSERT INTO boek (id, type, onderwerp) VALUES (?, ?, ?)", (e["id"], e["type"], e["subject"]))

    def plek(self, naam: str) -> str | None:
        rij = self._db.execute("SELECT waarde FROM plek WHERE naam = ?", (naam,)).fetchone()
        return None if rij is None else rij[0]

    def sluit(self) -> None:
        self._db.close()
