"""Reads a municipality's events over the API: works with every hub, also one without Kafka. Python's own library only.

Place and work are written in one transaction, so nothing is lost and nothing done twice.
Settings: KNOOPPUNT, TOKEN, GEMEENTE, NIVEAU (wat or dat), BOEK (file), STOP_NA_MS (stop when nothing came for so long).
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

from administratie import Administratie

KNOOPPUNT = os.environ.get("KNOOPPUNT", "http://127.0.0.1:8080")
TOKEN = os.environ.get("TOKEN")
GEMEENTE = os.environ.get("GEMEENTE", "0363")
NIVEAU = os.environ.get("NIVEAU", "wat")
STOP_NA = float(os.environ.get("STOP_NA_MS", "inf")) / 1000


def bladzijde(na: str | None) -> dict | None:
    """One page; None when the hub is busy or away: nothing is lost by waiting. Any other refusal is for a person."""
    vraag = {"max": "100", "niveau": NIVEAU, **({} if na is None else {"na": na})}
    verzoek = urllib.request.Request(f"{KNOOPPUNT}/v1/gemeenten/{GEMEENTE}/events?{urllib.parse.urlencode(vraag)}")
    if TOKEN:
        verzoek.add_header("authorization", f"Bearer {TOKEN}")
    try:
        with urllib.request.urlopen(verzoek, timeout=30) as antwoord:
            return json.load(antwoord)
    except urllib.error.HTTPError as e:
        if e.code == 429 or e.code >= 500:
            return None
        raise
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return None


def main() -> None:
    boek = Administratie(os.environ.get("BOEK", "boek.sqlite"))
    naam = f"http:{GEMEENTE}:{NIVEAU}"
    na = boek.plek(naam)
    laatst = time.monotonic()
    try:
        while time.monotonic() - laatst < STOP_NA:
            blad = bladzijde(na)
            if blad is None:
                time.sleep(1)
                continue
            nieuw = boek.verwerk(blad["events"], (naam, blad["volgende"]))
            na = blad["volgende"]
            if blad["events"]:
                laatst = time.monotonic()
                print(f"{len(blad['events'])} gelezen, {nieuw} nieuw", flush=True)
            else:
                time.sleep(min(1, STOP_NA))
    except KeyboardInterrupt:
        pass
    finally:
        boek.sluit()


if __name__ == "__main__":
    main()
