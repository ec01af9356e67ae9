"""What a worker does whose memory is weighed."""

from __future__ import absolute_import, division, print_function

import json


def settle_in(channel, _order):
    """Does a little work, as anything that is started does, and waits until nobody is left to speak."""
    channel.say(len(json.dumps([n * n for n in range(1000)])))
    while True:
        channel.hear(60)
