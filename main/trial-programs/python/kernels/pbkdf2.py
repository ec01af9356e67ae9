"""Keys from passwords (PBKDF2, RFC 8018) by hashlib, which gives up the lock; the same results as pbkdf2.ts."""

from __future__ import division

try:
    from hashlib import pbkdf2_hmac
except ImportError:
    raise ImportError('this Python has no hashlib.pbkdf2_hmac: CPython 2.7.8, 3.4 or a later one has')

salt = b'lockstep'
#: One call takes a millisecond or two, so that handing it to another thread costs little in comparison.
iterations = 5000


def run(task, ctx):
    """Derives `size` keys, each from the one before; the result is the start of the last."""
    key = ('%d:%d' % (ctx.seed, task)).encode('ascii')
    for _ in range(ctx.size):
        key = ctx.blocking(lambda: pbkdf2_hmac('sha256', key, salt, iterations))
        ctx.tick()
    return int(''.join('%02x' % byte for byte in bytearray(key[:6])), 16)
