"""Reads a municipality's topic with confluent-kafka (librdkafka).

read_committed: what the hub never committed is not seen. An event is done before its offset is committed: after a
crash it may be read again, and is then recognised by its id. One partition is read in order, so order per key holds.
Settings: KAFKA_BROKERS, GEMEENTE, NIVEAU (wat or dat), VOORVOEGSEL, GROEP, GEBRUIKER and WACHTWOORD (SCRAM over TLS),
BOEK (file), STOP_NA_MS.
"""

import json
import os
import time

from confluent_kafka import Consumer, KafkaException, Message

from administratie import Administratie

GEMEENTE = os.environ.get("GEMEENTE", "0363")
TOPIC = f"{os.environ.get('VOORVOEGSEL', '')}sociaaldomein.gemeente.{GEMEENTE}{'.dat' if os.environ.get('NIVEAU') == 'dat' else ''}"
STOP_NA = float(os.environ.get("STOP_NA_MS", "inf")) / 1000


def van_record(m: Message) -> dict:
    """A CloudEvent in binary mode: attributes in ce_ headers, the value is the data."""
    event = {k[3:]: (w or b"").decode() for k, w in m.headers() or [] if k.startswith("ce_")}
    if event.get("specversion") != "1.0":
        raise ValueError("geen CloudEvent van een knooppunt")
    event["data"] = json.loads(m.value())
    return event


def main() -> None:
    instellingen = {
        "bootstrap.servers": os.environ.get("KAFKA_BROKERS", "127.0.0.1:9092"),
        "group.id": os.environ.get("GROEP", f"backoffice-{GEMEENTE}"),
        "isolation.level": "read_committed",
        "auto.offset.reset": "earliest",
        # Offsets are committed by us, after the work.
        "enable.auto.commit": False,
        # What a reader that was killed had in hand, another one takes over after this time.
        "session.timeout.ms": 10_000,
    }
    if os.environ.get("GEBRUIKER"):
        instellingen |= {
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": os.environ["GEBRUIKER"],
            "sasl.password": os.environ.get("WACHTWOORD", ""),
        }
    boek = Administratie(os.environ.get("BOEK", "boek.sqlite"))
    consumer = Consumer(instellingen)
    laatst = float("inf")  # nothing can come before partitions are ours

    def toegewezen(_consumer: Consumer, _partities: list) -> None:
        nonlocal laatst
        laatst = time.monotonic()

    consumer.subscribe([TOPIC], on_assign=toegewezen)
    try:
        while time.monotonic() - laatst < STOP_NA:
            m = consumer.poll(0.2)
            if m is None:
                continue
            if m.error():
                raise KafkaException(m.error())
            nieuw = boek.verwerk([van_record(m)])
            consumer.commit(m, asynchronous=True)
            laatst = time.monotonic()
            if nieuw == 0:
                print("al gedaan", flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
        boek.sluit()


if __name__ == "__main__":
    main()
