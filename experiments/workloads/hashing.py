"""SHA-256 by hashlib: an extension that gives up the lock for all but short texts."""

from __future__ import division

import hashlib

rounds = 4
kibibyte = bytes(bytearray(i * 7 % 256 for i in range(1024)))


def run(task, ctx):
    """Hashes `size` KiB several times, each time led by the digest before; the number is the last digest's start."""
    data = kibibyte * ctx.size

    def digest_of(start):
        digest = hashlib.sha256(start)
        digest.update(data)
        return digest

    start = ('%d:%d' % (ctx.seed, task)).encode('ascii')
    for _ in range(rounds):
        digest = ctx.blocking(lambda: digest_of(start))
        start = digest.digest()
        ctx.tick()
    return int(digest.hexdigest()[:12], 16)
