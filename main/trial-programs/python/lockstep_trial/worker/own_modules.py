"""Keeps the modules that the lab imports apart from files of the same name beside a user's script."""

from __future__ import absolute_import, division, print_function

import os
import sys

_library = os.path.dirname(os.path.abspath(os.__file__))


class ImportedByTheLab(object):
    """Imports within it look for nothing in a script's folder, which otherwise comes first in the search path."""

    def __init__(self, folder):
        self._folder = folder
        self._path = sys.path[:]

    def __enter__(self):
        sys.path[:] = [entry for entry in self._path if os.path.abspath(entry) != self._folder]

    def __exit__(self, *_):
        sys.path[:] = self._path


def files_in_the_way(script, failed_in):
    """@param failed_in: the files through which an error came
    @returns the files beside the script that Python took for modules of its own
    """
    folder = os.path.dirname(script)
    loaded = [getattr(module, '__file__', None) for module in list(sys.modules.values())]
    beside = [file for file in loaded + failed_in if file and os.path.dirname(os.path.abspath(file)) == folder]
    return sorted(set(os.path.basename(file) for file in beside if file != script and _is_in_library(file)))


def _is_in_library(file):
    name = os.path.splitext(os.path.basename(file))[0]
    if name in getattr(sys, 'stdlib_module_names', sys.builtin_module_names):
        return True
    path = os.path.join(_library, name)
    return os.path.exists(path + '.py') or os.path.isdir(path)
