"""The emulator against nginx (issue 5)."""

import json
from pathlib import Path

import machine
from line import Line
from load import requests_per_second
from machine import SMALL_ANSWER, median, processor_seconds
from signed_requests import Sender, signed_request
from world import group_ids, instance_id, world

ROUNDS = 5
CONNECTIONS = 64
SECONDS = 1
# More than are left in that time: each nonce is good once, and so is each leave.
MOST_LEAVES = 75_000
INSTANCES = 20_000
PAGE = 100


def lines(lunette, folder):
    yield leaving(lunette, folder)
    yield describing(lunette, folder)


def leaving(lunette, folder):
    """Real leaves, each of another instance, in turn with nginx giving the same bytes."""
    file = Path(folder, "leaves.json")
    file.write_text(world(MOST_LEAVES))
    ours, peers, costs = [], [], []
    with machine.nginx(folder, SMALL_ANSWER) as port:
        unchecked = leaves(port)
        for _ in range(ROUNDS):
            peers.append(requests_per_second(folder, port, unchecked, CONNECTIONS, SECONDS))
            with machine.emulator(lunette, file) as (process, own_port):
                requests = leaves(own_port)
                before = processor_seconds(process)
                rate = requests_per_second(folder, own_port, requests, CONNECTIONS, SECONDS)
                costs.append((processor_seconds(process) - before) / (rate * SECONDS) * 1e6)
                ours.append(rate)
    return Line(
        "emulator a: LeaveSecurityGroup, signatures checked, 64 connections kept alive",
        f"emulator {median(ours):,.0f} requests/s, {median(costs):.0f} µs of processor each",
        f"nginx, the same {len(SMALL_ANSWER)} bytes: {median(peers):,.0f} requests/s",
        median([one / other for one, other in zip(ours, peers)]), at_least=0.25,
        reason=f"it computes {median(costs):.0f} µs a request, on as many threads as are of use")


def leaves(port):
    return [
        signed_request(
            port, "LeaveSecurityGroup", InstanceId=instance_id(index),
            SecurityGroupId=group_ids(index)[0])
        for index in range(MOST_LEAVES)
    ]


def describing(lunette, folder):
    """All instances in pages of 100, by number and then by token: processor time of a page."""
    file = Path(folder, "world.json")
    file.write_text(world(INSTANCES))
    pages = INSTANCES // PAGE
    with machine.emulator(lunette, file) as (process, port), Sender(port) as sender:
        start = processor_seconds(process)
        for number in range(1, pages + 1):
            size = len(sender.send(
                "DescribeInstances", RegionId="cn-hangzhou", PageNumber=number, PageSize=PAGE))
        middle = processor_seconds(process)
        token = {}
        for _ in range(pages):
            answer = json.loads(sender.send(
                "DescribeInstances", RegionId="cn-hangzhou", MaxResults=PAGE, **token))
            token = {"NextToken": answer["NextToken"]}
        end = processor_seconds(process)
    by_number = (middle - start) / pages * 1000
    by_token = (end - middle) / pages * 1000
    return Line(
        f"emulator b: DescribeInstances, {PAGE} of {INSTANCES:,} instances, {size // 1000} kB",
        f"by page number {by_number:.2f} ms of processor, by token {by_token:.2f} ms",
        "against 2 ms", max(by_number, by_token) / 2, at_most=1,
        reason="the answer's text is made anew for each page")
