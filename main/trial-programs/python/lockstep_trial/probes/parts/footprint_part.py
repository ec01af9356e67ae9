"""A worker whose memory is weighed does a little work and waits."""

from __future__ import absolute_import, division, print_function

import json


def settle_in(channel, _order):
    channel.say(len(json.dumps([n * n for n in range(1000)])))
    while True:
        channel.hear(60)
