import type { SearchedFiles } from './discovery/searched-files.ts'
import type { SearchedMachine } from './discovery/interpreter-folders.ts'
import type { PythonRuntime } from '../../experiments/core/names/series.ts'

export type Wanted = PythonRuntime | 'numpy' | 'scipy' | 'interpreters'
export type HostSystem = 'debian' | 'fedora' | 'linux' | 'macos' | 'windows'

export interface InstallInstructions {
  /** One sentence says what it is and what else it needs. */
  readonly what: string
  /** Each command is a way of its own; the usual one comes first. */
  readonly commands: readonly string[]
  readonly page: string
}

/** A Linux distribution names its family in /etc/os-release (freedesktop.org, os-release: ID and ID_LIKE). */
export function hostSystem({ platform }: SearchedMachine, files: SearchedFiles): HostSystem {
  if (platform === 'darwin') return 'macos'
  if (platform === 'win32') return 'windows'
  const names = [...(files.read('/etc/os-release') ?? '').matchAll(/^ID(?:_LIKE)?="?([^"\n]*)/gm)]
  const families = names.flatMap(([, value = '']) => value.split(' '))
  if (families.some((family) => family === 'debian' || family === 'ubuntu')) return 'debian'
  return families.some((family) => family === 'fedora' || family === 'rhel') ? 'fedora' : 'linux'
}

export function installInstructions(wanted: Wanted, system: HostSystem): InstallInstructions {
  const { what, page, anywhere, on } = recipes[wanted]
  const own = on[system]
  return { what, page, commands: [...(own === undefined ? [] : [own]), ...anywhere] }
}

interface Recipe {
  readonly what: string
  readonly page: string
  /** A system without a command of its own is absent. */
  readonly on: Partial<Record<HostSystem, string>>
  /** uv and conda need no rights: they install into the home folder, and Lockstep looks there. */
  readonly anywhere: readonly string[]
}

// Sources: Debian's, Fedora's and Homebrew's package pages; for Windows python.org's "Using Python on Windows", where
// `py install` is the Python install manager's; uv's "Installing Python"; conda-forge's python-freethreading.
const recipes: Record<Wanted, Recipe> = {
  cpython: {
    what: 'CPython, the usual Python',
    page: 'https://www.python.org/downloads/',
    on: {
      debian: 'sudo apt install python3',
      fedora: 'sudo dnf install python3',
      macos: 'brew install python',
      // the Python install manager; `py install` below is its command
      windows: 'winget install 9NQ7512CXL7T',
    },
    anywhere: ['uv python install'],
  },
  'cpython-ft': {
    what: 'CPython built without the lock (3.13 or later)',
    page: 'https://docs.python.org/3/howto/free-threading-python.html',
    on: {
      fedora: 'sudo dnf install python3.14-freethreading',
      macos: 'brew install python-freethreading',
      windows: 'py install 3.14t',
    },
    anywhere: ['uv python install 3.14t', 'conda create -n free-threaded -c conda-forge python-freethreading'],
  },
  pypy: {
    what: 'PyPy, a Python with a just-in-time compiler',
    page: 'https://pypy.org/download.html',
    on: { debian: 'sudo apt install pypy3', fedora: 'sudo dnf install pypy3', macos: 'brew install pypy3' },
    anywhere: ['uv python install pypy'],
  },
  jython: {
    what: 'Jython, Python 2.7 on Java; elsewhere its installer, a .jar file, needs Java first',
    page: 'https://www.jython.org/download',
    on: { debian: 'sudo apt install jython', macos: 'brew install jython' },
    anywhere: [],
  },
  ironpython: {
    what: 'IronPython, Python 3.4 on .NET; the command needs the .NET SDK. Under Mono: --runtime ironpython="mono /path/ipy.exe"',
    page: 'https://ironpython.net/',
    on: {},
    anywhere: ['dotnet tool install --global IronPython.Console'],
  },
  interpreters: {
    what: 'CPython 3.14, whose concurrent.interpreters gives each thread an interpreter of its own (3.13 has an early form)',
    page: 'https://www.python.org/downloads/',
    on: { fedora: 'sudo dnf install python3.14', macos: 'brew install python@3.14', windows: 'py install 3.14' },
    anywhere: ['uv python install 3.14'],
  },
  numpy: {
    what: 'NumPy, array maths in a binary extension',
    page: 'https://numpy.org/install/',
    on: packageCommands('numpy'),
    anywhere: ['conda install numpy'],
  },
  scipy: {
    what: 'SciPy, scientific functions in binary extensions',
    page: 'https://scipy.org/install/',
    on: packageCommands('scipy'),
    anywhere: ['conda install scipy'],
  },
}

function packageCommands(name: string): Partial<Record<HostSystem, string>> {
  return {
    debian: `sudo apt install python3-${name}`,
    fedora: `sudo dnf install python3-${name}`,
    linux: `python3 -m pip install ${name}`,
    macos: `brew install ${name}`,
    windows: `py -m pip install ${name}`,
  }
}
