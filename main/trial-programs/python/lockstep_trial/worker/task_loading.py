"""Loads the function run(task, ctx) of a kernel or of a user's script."""

from __future__ import absolute_import, division, print_function

import os
import sys
import types
from lockstep_trial.system.python_name import Missing, python_name
from lockstep_trial.worker.own_modules import ImportedByTheLab

#: The flag of code that an `async def` made (inspect.CO_COROUTINE).
_coroutine = 0x80


def task_file(workload, kernels):
    if workload['kind'] == 'script':
        return workload['path']
    return os.path.join(kernels, workload['kernel'].replace('-', '_') + '.py')


def load_task(request, kernels, asynchronous=False):
    """@param asynchronous: whether to prefer the form of a kernel that lets others run while it waits (NAME_async.py)"""
    workload = request['workload']
    path = task_file(workload, kernels)
    if asynchronous and workload['kind'] == 'kernel':
        other_form = path[:-len('.py')] + '_async.py'
        path = other_form if os.path.isfile(other_form) else path
    if workload['kind'] == 'kernel' and not os.path.isfile(path):
        raise Missing('%s has no kernel called %s' % (python_name(), workload['kernel']))
    with open(path, 'rb') as file:
        source = file.read()
    if workload['kind'] == 'script':
        _refuse_other(source, path, request.get('workloadSha256'))
        _enter(os.path.dirname(path))
    run = getattr(_load_module(source, path, _module_name(workload, path)), 'run', None)
    if not callable(run):
        raise Missing('%s defines no function run: expected def run(task, ctx)' % path)
    if getattr(getattr(run, '__code__', None), 'co_flags', 0) & _coroutine:
        # whoever awaits it needs this module: no lap waits for it, and no file of that name beside the script hides it
        with ImportedByTheLab(os.path.dirname(path)):
            import asyncio  # noqa: F401
    return run


def _refuse_other(source, path, agreed):
    """What is compared is what is then compiled: a file that is looked at before can be another one when it is read."""
    if agreed is None:
        return
    import hashlib  # a trial of the lab's own work does not pay for it; the script's folder is not searched yet
    if hashlib.sha256(source).hexdigest() != agreed:
        raise Missing('%s is not what you agreed to: it has changed' % path)


def _enter(folder):
    """A script is at home in its own folder: it finds its modules and its files there, and so do programs that it starts."""
    if folder not in sys.path:
        sys.path.insert(0, folder)
    os.chdir(folder)
    os.environ.pop('PYTHONSAFEPATH', None)


def _load_module(source, path, name):
    """Runs a file's source as a module. Every version of Python has another function for that, but all have compile and exec."""
    if name in sys.modules:
        # two workers that load the same file share one module; a script that is named like a loaded module is another one
        if getattr(sys.modules[name], '__file__', None) == path:
            return sys.modules[name]
        name = 'lockstep_task_' + name
    module = types.ModuleType(name)
    module.__file__ = path
    code = compile(source, path, 'exec', 0, True)
    # registered before it runs, so that its classes can be pickled
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def _module_name(workload, path):
    name = os.path.splitext(os.path.basename(path))[0]
    if workload['kind'] == 'kernel':
        return 'lockstep_kernel_' + name  # without it the kernel http would hide Python's own package
    try:
        return str(name)
    except UnicodeError:
        return 'lockstep_task'  # names are ASCII in Python 2
