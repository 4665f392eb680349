# SPDX-License-Identifier: Apache-2.0
"""Talks to `keywatch broker` with kafka-python, which shares no line with librdkafka.

Usage: second-client.py HOST:PORT

Produces records to two input topics, plain and packed, reads them back from the beginning as a
committed reader, and compares. One line for each thing tried; exit 0 when all is as it was
sent, 1 with the reason in one line otherwise.
"""

import sys
import time

import kafka
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

# Each topic with how its records are packed on their way.
TOPICS = {"keywatch.in.register": None, "keywatch.in.admissions": "gzip"}
COUNT = 500
WAIT_SECONDS = 30


def records(topic):
    """Keys and values as senders send them: text, several lines, bytes of no text, and no value."""
    for number in range(COUNT):
        key = b"K-%d" % (number % 50)
        if number % 10 == 9:
            yield key, None
        elif number % 10 == 8:
            yield key, bytes(range(256)) * 8
        else:
            yield key, b"MSH|^~\\&|PAS|%s|%d\rPID|1||\r" % (topic.encode(), number)


def produce(bootstrap, topic):
    """Sends all records of a topic; answers where each came to lie."""
    producer = KafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        retries=3,
        linger_ms=20,
        compression_type=TOPICS[topic],
    )
    sent = [producer.send(topic, key=key, value=value) for key, value in records(topic)]
    places = [future.get(timeout=WAIT_SECONDS) for future in sent]
    producer.close()
    return {
        (place.partition, place.offset): record
        for place, record in zip(places, records(topic), strict=True)
    }


def consume(bootstrap, topic, wanted):
    """Reads every partition from its beginning to its end."""
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    partitions = [TopicPartition(topic, each) for each in consumer.partitions_for_topic(topic)]
    consumer.assign(partitions)
    consumer.seek_to_beginning(*partitions)
    ends = consumer.end_offsets(partitions)
    found = {}
    until = time.monotonic() + WAIT_SECONDS
    while len(found) < wanted and time.monotonic() < until:
        for batch in consumer.poll(timeout_ms=500).values():
            for record in batch:
                found[(record.partition, record.offset)] = (record.key, record.value)
    consumer.close()
    return found, len(partitions), sum(ends.values())


def check(bootstrap, topic):
    """One topic, there and back; the fault in one line, or None."""
    began = time.monotonic()
    sent = produce(bootstrap, topic)
    if len(sent) != COUNT:
        return f"{topic}: {COUNT} records were acknowledged at {len(sent)} places"
    produced = time.monotonic()
    found, partitions, end = consume(bootstrap, topic, COUNT)
    if found != sent:
        differing = [place for place in sent if found.get(place) != sent[place]]
        return f"{topic}: {len(differing)} of {COUNT} records came back otherwise or not at all"
    if end != COUNT:
        return f"{topic}: the partitions' ends say {end} records"
    print(
        f"{topic}: {COUNT} records ({TOPICS[topic] or 'plain'}) to {partitions} partitions "
        f"in {produced - began:.2f} s, "
        f"read back unchanged in {time.monotonic() - produced:.2f} s"
    )
    return None


def main():
    """Tries every topic."""
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    bootstrap = sys.argv[1]
    print(f"kafka-python {kafka.__version__} with {bootstrap}")
    for topic in TOPICS:
        try:
            fault = check(bootstrap, topic)
        except Exception as error:  # whatever the client throws is the finding
            fault = f"{topic}: {type(error).__name__}: {error}"
        if fault:
            print(f"second-client: {fault}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
