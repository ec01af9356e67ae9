"""Reads from the system how much memory several processes use together."""

from __future__ import absolute_import, division, print_function

import os
import re
import subprocess
import sys


class MemoryUse(object):
    """The measure 'private' counts the pages that the processes wrote and no other process has. That is USS without the
    clean pages of files, which turn from private to shared and back, some MiB at a time, when anyone starts or ends
    another process of the same program. The measure 'rss' counts all pages in memory, shared ones once for each process;
    rss_bytes is that number, whatever the measure is.

    pss_bytes adds to the private pages the process's part of each shared one. swapped_bytes counts the pages on disk,
    which the other numbers leave out. Both are None if the system does not count them.
    """

    def __init__(self, measure, memory_bytes, rss_bytes, pss_bytes=None, swapped_bytes=None):
        self.measure = measure
        self.bytes = memory_bytes
        self.rss_bytes = rss_bytes
        self.pss_bytes = pss_bytes
        self.swapped_bytes = swapped_bytes


def memory_of(pids):
    """@raises RuntimeError if the system's table does not have these processes"""
    if sys.platform.startswith('linux') and not _proc_is_own():
        raise RuntimeError('/proc does not show the processes of this trial, so that their memory is not known')
    return _private_memory(pids) or resident_memory(pids)


def _proc_is_own():
    """In a PID namespace without a /proc of its own, /proc has other numbers for processes (main/system/own-proc.ts)."""
    try:
        return os.readlink('/proc/self') == str(os.getpid())
    except (IOError, OSError):
        return False


def _private_memory(pids):
    """@returns None if the system does not count it (Linux before 4.14, and other systems)"""
    rollups = []
    try:
        for pid in pids:
            with open('/proc/%d/smaps_rollup' % pid) as rollup:
                rollups.append(rollup.read())
    except (IOError, OSError):
        return None

    def total(field):
        found = [re.search(r'^%s:\s+(\d+) kB$' % field, text, re.MULTILINE) for text in rollups]
        return sum(int(match.group(1)) for match in found if match) * 1024
    return MemoryUse('private', total('Private_Dirty'), total('Rss'), total('Pss'), total('Swap'))


def resident_memory(pids):
    """@raises RuntimeError if a process is not in the system's table"""
    names = ','.join(str(pid) for pid in pids)
    if sys.platform == 'win32':
        command, unit = ['powershell', '-NoProfile', '-Command', '(Get-Process -Id %s).WorkingSet64' % names], 1
    else:
        command, unit = ['ps', '-o', 'rss=', '-p', names], 1024
    printed = subprocess.Popen(command, stdout=subprocess.PIPE).communicate()[0].decode('ascii', 'replace')
    numbers = [int(word) for word in printed.split() if word.isdigit()]
    if len(numbers) != len(pids):
        raise RuntimeError('%s did not report the memory of the processes %s: %s' % (command[0], names, printed.strip()))
    rss_bytes = sum(numbers) * unit
    return MemoryUse('rss', rss_bytes, rss_bytes)
