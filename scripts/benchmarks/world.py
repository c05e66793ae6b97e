"""A world file for the emulator."""

import json

# As many as a region takes; each then holds no more addresses than a basic group may.
GROUPS = 90


def instance_id(index):
    return f"i-{index:06}"


def group_ids(index):
    """The two groups of an instance."""
    return [f"sg-{index % GROUPS:02}", f"sg-{(index + 1) % GROUPS:02}"]


def world(count):
    """`count` instances in two groups each, named, described and tagged as people do it."""
    return json.dumps({
        "security_groups": [{"security_group_id": f"sg-{index:02}"} for index in range(GROUPS)],
        "instances": [instance(index) for index in range(count)],
    })


def instance(index):
    return {
        "instance_id": instance_id(index),
        "instance_name": f"web server {index:06} of the shop, production",
        "description": "Serves the shop; ask the shop's team before stopping it.",
        "private_ip_addresses": [f"10.{index >> 16}.{index >> 8 & 255}.{index & 255}"],
        "security_group_ids": group_ids(index),
        "tags": {"team": "shop", "role": "web", "stage": "production"},
    }
