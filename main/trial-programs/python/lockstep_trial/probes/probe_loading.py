"""Loads the function run(request, protocol) of a probe, which finds facts instead of timing laps."""

from __future__ import absolute_import, division, print_function

import importlib


def load_probe(name):
    return importlib.import_module('lockstep_trial.probes.' + name.replace('-', '_')).run
