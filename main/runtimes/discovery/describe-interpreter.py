"""Prints on one line of JSON what the interpreter that runs it is and has; ask-interpreter.ts reads it.

It is written in the subset common to Python 2.7, 3.4 and later, because Jython is 2.7 and IronPython 2.7 or 3.4. It
imports nothing that is slow to import: numpy and scipy are looked for, not loaded.
"""

import os
import sys

# The interpreter must not find modules in the folder of this program.
if sys.path and os.path.abspath(sys.path[0] or '.') == os.path.dirname(os.path.abspath(__file__)):
    del sys.path[0]

import json
import re
import struct


def implementation():
    named = getattr(sys, 'implementation', None)
    if named is not None:
        return str(named.name).lower()
    if str(sys.platform).startswith('java'):
        return 'jython'
    if sys.platform == 'cli' or 'IronPython' in sys.version:
        return 'ironpython'
    return 'pypy' if '__pypy__' in sys.builtin_module_names else 'cpython'


def dotted(info):
    stage = {'alpha': 'a', 'beta': 'b', 'candidate': 'rc'}.get(str(info[3]))
    return '%d.%d.%d' % tuple(info[:3]) + ('' if stage is None else '%s%d' % (stage, info[4]))


def host():
    """@returns the virtual machine that runs the interpreter, or None"""
    try:
        if name == 'jython':
            from java.lang import System
            return 'Java ' + str(System.getProperty('java.version'))
        if name == 'ironpython':
            from System import Environment, Type
            return ('.NET ' if Type.GetType('Mono.Runtime') is None else 'Mono, CLR ') + str(Environment.Version)
    except Exception:
        pass
    return None


def lock_is_on():
    if name in ('jython', 'ironpython'):
        return False
    ask = getattr(sys, '_is_gil_enabled', None)
    return True if ask is None else bool(ask())


def free_threaded_build():
    if not hasattr(sys, '_is_gil_enabled'):
        return False
    import sysconfig
    return bool(sysconfig.get_config_var('Py_GIL_DISABLED'))


def build():
    """@returns how the interpreter was built, or None; an implementation without these variables has no such choices"""
    if name not in ('cpython', 'pypy'):
        return None
    try:
        import sysconfig
        variables = sysconfig.get_config_vars()
    except Exception:
        variables = {}
    arguments = variables.get('CONFIG_ARGS') or ''
    flags = ' '.join(str(variables.get(one) or '') for one in ('PY_CFLAGS_NODIST', 'PY_LDFLAGS_NODIST', 'CFLAGS', 'LDFLAGS'))
    jit = getattr(sys, '_jit', None)
    return {
        # some distributions optimise by other means, which these variables do not tell
        'pgo': True if '--enable-optimizations' in arguments or '-fprofile-use' in flags else None,
        'lto': True if '--with-lto' in arguments or '-flto' in flags else None,
        'jit': 'none' if jit is None or not jit.is_available() else 'on' if jit.is_enabled() else 'off',
        'compiler': compiler(),
        'configArgs': arguments or None,
    }


def compiler():
    """CPython writes it in brackets at the end of its version."""
    found = re.search(r'\[([^\]]+)\]\s*$', sys.version)
    return found.group(1) if found else None


def start_methods():
    if name in ('jython', 'ironpython'):
        return []
    try:
        import _multiprocessing
        import multiprocessing
    except ImportError:
        return []
    if hasattr(multiprocessing, 'get_all_start_methods'):
        return list(multiprocessing.get_all_start_methods())
    return ['fork'] if hasattr(os, 'fork') else ['spawn']


def located(module):
    """@returns the path of a module, '' if it is built in, or None if there is none"""
    try:
        from importlib.util import find_spec
    except ImportError:
        return located_before_3(module)
    try:
        spec = find_spec(module)
    except Exception:
        return None
    if spec is None or spec.loader is None or spec.origin in (None, 'namespace'):
        return None
    return spec.origin if spec.has_location else ''


def located_before_3(module):
    import imp
    try:
        found = imp.find_module(module)
    except Exception:
        return None
    if found[0] is not None:
        found[0].close()
    return os.path.join(found[1], '__init__.py') if found[1] else ''


def package(module):
    """Reads the version from the name of the metadata folder, because an import would take 0.1 s and more."""
    origin = located(module)
    if origin is None or not can_load_binaries(os.path.dirname(origin)):
        return None
    version = None
    try:
        for entry in os.listdir(os.path.dirname(os.path.dirname(origin))):
            named = re.match(re.escape(module) + r'-([0-9][^-]*?)(-py[0-9.]+)?\.(dist|egg)-info$', entry, re.IGNORECASE)
            if named:
                version = named.group(1)
    except OSError:
        pass
    return {'version': version}


def can_load_binaries(folder):
    """@returns whether this interpreter can load a binary module of the package, or the package has none

    Several interpreters may share a folder of packages (Debian's PyPy and CPython do), and a build without the lock may
    have been given the files of one with it. Their names say for whom they were built.
    """
    loadable = binary_suffixes()
    found_any = False
    for _, _, files in os.walk(folder):
        for name in files:
            if name.endswith(('.so', '.pyd')):
                if name[name.index('.'):] in loadable:
                    return True
                found_any = True
    return not found_any


def binary_suffixes():
    try:
        from importlib.machinery import EXTENSION_SUFFIXES
        return EXTENSION_SUFFIXES
    except ImportError:
        import imp
        return [suffix for suffix, _, kind in imp.get_suffixes() if kind == imp.C_EXTENSION]


def text(value):
    return value.decode('utf-8', 'replace') if isinstance(value, bytes) else value


name = implementation()
release = getattr(sys, 'pypy_version_info', None)
interval = getattr(sys, 'getswitchinterval', None)

answer = {
    'implementation': name,
    'version': dotted(sys.version_info),
    'release': None if release is None else dotted(release),
    'host': host(),
    'lockOn': lock_is_on(),
    'freeThreadedBuild': free_threaded_build(),
    'debugBuild': hasattr(sys, 'gettotalrefcount'),
    'build': build(),
    'switchIntervalMs': None if interval is None else interval() * 1000,
    'startMethods': start_methods(),
    'modules': {
        'numpy': package('numpy'),
        'scipy': package('scipy'),
        'concurrent.interpreters': located('concurrent.interpreters') is not None,
        '_interpreters': located('_interpreters') is not None,
    },
    'executable': text(sys.executable) or '',
    'searchPath': [text(entry) for entry in sys.path if os.path.isabs(entry) and os.path.exists(entry)],
    'pointerBits': struct.calcsize('P') * 8,
}
# The answer has a line of its own, whatever a site's start-up file has printed before it.
sys.stdout.write('\n' + json.dumps(answer) + '\n')
sys.stdout.flush()
