import { describe, expect, test } from 'vitest'
import { interpreterCandidates } from '../../../../main/runtimes/discovery/interpreter-candidates.ts'
import type { SearchedMachine } from '../../../../main/runtimes/discovery/interpreter-folders.ts'
import { fakeFileSystem, type FakeFile } from './fake-file-system.ts'

function candidates(
  machine: Partial<SearchedMachine> & { readonly platform: NodeJS.Platform },
  files: Readonly<Record<string, FakeFile>>,
  launcherPaths: readonly string[] = [],
): readonly string[] {
  const full = { env: {}, userHome: machine.platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada', ...machine }
  return interpreterCandidates(full, fakeFileSystem(machine.platform, files), launcherPaths).map(({ path }) => path)
}

describe('on Linux', () => {
  const linux = { platform: 'linux', env: { PATH: '/opt/a:/opt/b' } } as const

  test('every kind of interpreter on PATH is found, in the order of PATH', () => {
    const names = [
      'python',
      'python2.7',
      'python3',
      'python3.9',
      'python3.13t',
      'python3.14td',
      'pypy',
      'pypy3',
      'pypy3.11',
    ]
    const more = ['jython', 'jython2.7', 'ipy', 'ipy64']
    const files = Object.fromEntries(
      [...names, ...more].map((name, at) => [`/opt/${at % 2 === 0 ? 'b' : 'a'}/${name}`, '']),
    )
    const found = candidates(linux, files)
    expect(found.toSorted()).toEqual(Object.keys(files).toSorted())
    expect(found.findLastIndex((path) => path.startsWith('/opt/a'))).toBeLessThan(
      found.findIndex((path) => path.startsWith('/opt/b')),
    )
  })

  test('programs that only look like interpreters are left out', () => {
    const names = [
      'python3-config',
      'python3-pasteurize',
      'python3.13-gdb.py',
      'pythonw',
      'ipython',
      'ipython3',
      'pypy3-c',
    ]
    const others = ['pydoc3', 'python3.11-config', 'python-argcomplete-tcsh', 'jython.jar', 'ipykernel', 'python3.exe']
    expect(candidates(linux, Object.fromEntries([...names, ...others].map((name) => [`/opt/a/${name}`, ''])))).toEqual(
      [],
    )
  })

  test('links and hard links within a folder are one interpreter, under the name that says most', () => {
    const files = {
      '/opt/a/python3': { link: 'python3.13' },
      '/opt/a/python3.13': { hardLink: 'the binary' },
      '/opt/a/python3.13t': { hardLink: 'the binary' },
      '/opt/b/python': { link: '/opt/a/python3.13t' },
    }
    expect(candidates(linux, files)).toEqual(['/opt/a/python3.13t'])
  })

  test('the same file hard-linked into two folders is two installations, as conda makes them', () => {
    const files = { '/opt/a/python3': { hardLink: 'package' }, '/opt/b/python3': { hardLink: 'package' } }
    expect(candidates(linux, files)).toEqual(['/opt/a/python3', '/opt/b/python3'])
  })

  test('a virtual environment is not its base, but is one whatever it is called in there', () => {
    const files = {
      '/opt/b/python3.11': '',
      '/venv/pyvenv.cfg': 'home = /opt/b',
      '/venv/bin/python': { link: 'python3' },
      '/venv/bin/python3': { link: '/opt/b/python3.11' },
    }
    expect(candidates({ platform: 'linux', env: { PATH: '/venv/bin:/opt/b' } }, files)).toEqual([
      '/venv/bin/python3',
      '/opt/b/python3.11',
    ])
  })

  test('a link that leads in a circle or nowhere, and a folder called python3, are passed over', () => {
    const files = {
      '/opt/a/python3': { link: 'python' },
      '/opt/a/python': { link: 'python3' },
      '/opt/a/python3.12': { link: 'gone' },
      '/opt/b/python3/readme': '',
      '/opt/b/python3.11': '',
    }
    expect(candidates(linux, files)).toEqual(['/opt/b/python3.11'])
  })

  test('shims are not asked; the versions of pyenv behind them are, newest first', () => {
    const files = {
      '/home/ada/.pyenv/shims/python3': '',
      '/home/ada/.pyenv/versions/3.9.18/bin/python3.9': '',
      '/home/ada/.pyenv/versions/3.13.0/bin/python3.13': '',
    }
    expect(candidates({ platform: 'linux', env: { PATH: '/home/ada/.pyenv/shims/' } }, files)).toEqual([
      '/home/ada/.pyenv/versions/3.13.0/bin/python3.13',
      '/home/ada/.pyenv/versions/3.9.18/bin/python3.9',
    ])
  })

  test('uv, conda and .NET tools are looked through, wherever their variables put them', () => {
    const env = { PYENV_ROOT: '/p', UV_PYTHON_INSTALL_DIR: '/u', CONDA_PREFIX: '/c' }
    const found = candidates(
      { platform: 'linux', env },
      {
        '/p/versions/3.12.1/bin/python3.12': '',
        '/u/cpython-3.14.0-linux/bin/python3.14': '',
        '/c/bin/python3.10': '',
        '/home/ada/miniforge3/envs/lab/bin/python3.11': '',
        '/home/ada/.dotnet/tools/ipy': '',
      },
    )
    expect(found).toHaveLength(5)
    expect(candidates(linux, { '/home/ada/.local/share/uv/python/pypy-3.11/bin/pypy3': '' })).toHaveLength(1)
  })

  test('LOCKSTEP_RUNTIMES lists folders of installations, and /opt/lockstep-runtimes stands in for it', () => {
    const files = {
      '/opt/lockstep-runtimes/3.13t/bin/python3.13t': '',
      '/lab/one/bin/python3': '',
      '/lab/two/ipy': '',
      '/own/python3': '',
      '/own/bin/python3': '',
      '/deep/x-1/tools/python3': '',
    }
    expect(candidates({ platform: 'linux' }, files)).toEqual(['/opt/lockstep-runtimes/3.13t/bin/python3.13t'])
    const env = { LOCKSTEP_RUNTIMES: '/lab:/own:/deep/x-*/tools:relative' }
    expect(candidates({ platform: 'linux', env }, files)).toEqual([
      '/lab/two/ipy',
      '/lab/one/bin/python3',
      '/own/python3',
      '/own/bin/python3',
      '/deep/x-1/tools/python3',
    ])
  })

  test('only Jython and IronPython are expected to be slow', () => {
    const files = fakeFileSystem('linux', { '/a/python3': '', '/a/pypy3': '', '/a/jython': '', '/a/ipy': '' })
    const found = interpreterCandidates({ platform: 'linux', env: { PATH: '/a' }, userHome: '/h' }, files)
    expect(found.filter(({ slow }) => slow).map(({ path }) => path)).toEqual(['/a/jython', '/a/ipy'])
  })
})

describe('on macOS', () => {
  const mac = { platform: 'darwin', env: { PATH: '/usr/local/bin:/usr/bin:/bin' } } as const

  test("the system's stub is never a candidate, not even through a link", () => {
    const files = {
      '/usr/bin/python3': '',
      '/usr/local/bin/python3': { link: '/usr/bin/python3' },
      '/Library/Developer/CommandLineTools/usr/bin/python3': '',
    }
    expect(candidates(mac, files)).toEqual(['/Library/Developer/CommandLineTools/usr/bin/python3'])
  })

  test("python.org's two frameworks and Homebrew are found without PATH", () => {
    const files = {
      '/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13': '',
      '/Library/Frameworks/Python.framework/Versions/Current/bin/python3': {
        link: '/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13',
      },
      '/Library/Frameworks/PythonT.framework/Versions/3.14/bin/python3.14t': '',
      '/opt/homebrew/bin/python3.12': { link: '../Cellar/python@3.12/3.12.1/bin/python3.12' },
      '/opt/homebrew/Cellar/python@3.12/3.12.1/bin/python3.12': '',
    }
    const found = candidates({ platform: 'darwin' }, files)
    expect(found).toHaveLength(3)
    expect(found).toContain('/Library/Frameworks/PythonT.framework/Versions/3.14/bin/python3.14t')
    expect(found).toContain('/opt/homebrew/bin/python3.12')
  })
})

describe('on Windows', () => {
  const local = 'C:\\Users\\ada\\AppData\\Local'
  const env = { Path: `C:\\Tools;"C:\\With Blank"`, LOCALAPPDATA: local, ProgramFiles: 'C:\\Program Files' }
  const windows = { platform: 'win32', env } as const

  test("the Store's aliases are never candidates, whoever names them", () => {
    const alias = `${local}\\Microsoft\\WindowsApps\\python3.exe`
    const machine = { ...windows, env: { ...env, Path: `${local}\\Microsoft\\WindowsApps` } }
    expect(candidates(machine, { [alias]: '' }, [alias])).toEqual([])
  })

  test('PATH, the usual folders and what the launcher lists are searched for .exe files', () => {
    const files = {
      'C:\\Tools\\PYTHON.EXE': '',
      'C:\\Tools\\python.bat': '',
      'C:\\Tools\\python3': '',
      'C:\\With Blank\\pypy3.exe': '',
      [`${local}\\Programs\\Python\\Python313\\python.exe`]: '',
      [`${local}\\Programs\\Python\\Python313\\python3.13t.exe`]: '',
      [`${local}\\Python\\pythoncore-3.14-64\\python.exe`]: '',
      'C:\\Program Files\\IronPython 3.4\\ipy.exe': '',
      'D:\\Python27\\python.exe': '',
    }
    const launcher = ['D:\\Python27\\python.exe', `${local}\\Programs\\Python\\Python313\\python.exe`]
    expect(candidates(windows, files, launcher)).toEqual([
      'C:\\Tools\\PYTHON.EXE',
      'C:\\With Blank\\pypy3.exe',
      `${local}\\Programs\\Python\\Python313\\python.exe`,
      `${local}\\Programs\\Python\\Python313\\python3.13t.exe`,
      `${local}\\Python\\pythoncore-3.14-64\\python.exe`,
      'C:\\Program Files\\IronPython 3.4\\ipy.exe',
      'D:\\Python27\\python.exe',
    ])
  })

  test("pyenv's, uv's and conda's installations have no bin folder there", () => {
    const files = {
      'C:\\Users\\ada\\.pyenv\\pyenv-win\\versions\\3.12.1\\python.exe': '',
      'C:\\Roaming\\uv\\python\\cpython-3.13.1-windows\\python.exe': '',
      'C:\\Users\\ada\\miniconda3\\envs\\lab\\python.exe': '',
    }
    const machine = { ...windows, env: { ...env, appdata: 'C:\\Roaming' } }
    expect(candidates(machine, files).toSorted()).toEqual(Object.keys(files).toSorted())
  })
})
