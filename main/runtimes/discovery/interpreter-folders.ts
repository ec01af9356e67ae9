import { posix, win32, type PlatformPath } from 'node:path'

/** The search takes the machine as data, so that each platform's search can be tested on any other. */
export interface SearchedMachine {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly userHome: string
}

/** In a folder pattern, `*` stands for any part of one name. */
export type FolderPattern = string

/**
 * Lists where interpreters may be, in the order of preference. Sources: the "Usual paths" of pyenv's README, uv's "Python
 * versions" page (install directory), conda's "environments" page, python.org's "Using Python on macOS / Windows".
 */
export function interpreterFolders(machine: SearchedMachine): readonly FolderPattern[] {
  const path = pathOf(machine)
  // a relative one would be looked for in the folder in which the lab was started, which may be a stranger's
  return [
    ...pathFolders(machine),
    ...lockstepFolders(machine),
    ...managers(machine).filter((folder) => path.isAbsolute(folder)),
    ...usualFolders(machine),
  ]
}

export function pathOf(machine: SearchedMachine): PlatformPath {
  return machine.platform === 'win32' ? win32 : posix
}

/** Windows ignores the case of a variable's name. An empty value counts as absent. */
export function variable({ platform, env }: SearchedMachine, name: string): string | undefined {
  const exact = env[name]
  if (exact !== undefined && exact !== '') return exact
  if (platform !== 'win32') return undefined
  const found = Object.entries(env).find(([key]) => key.toUpperCase() === name.toUpperCase())?.[1]
  return found === '' ? undefined : found
}

/** Returns the absolute folders of a variable that lists folders. */
function listed(machine: SearchedMachine, name: string): readonly string[] {
  const path = pathOf(machine)
  return (variable(machine, name) ?? '')
    .split(path.delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.normalize(folder))
}

/** Leaves out the programs of packages, whose folders npm puts first. */
export function pathWithShims(machine: SearchedMachine): readonly string[] {
  return listed(machine, 'PATH').filter((folder) => !/[/\\]node_modules[/\\]\.bin[/\\]?$/.test(folder))
}

/** Leaves out shims, which are slow scripts that start whichever version is chosen for the current folder. */
export function pathFolders(machine: SearchedMachine): readonly string[] {
  return pathWithShims(machine).filter((folder) => !/[/\\]shims[/\\]?$/.test(folder))
}

/** LOCKSTEP_RUNTIMES lists folders that hold installations, or patterns of folders that hold interpreters. */
function lockstepFolders(machine: SearchedMachine): readonly FolderPattern[] {
  const path = pathOf(machine)
  const folders = listed(machine, 'LOCKSTEP_RUNTIMES')
  const roots = folders.length === 0 && machine.platform !== 'win32' ? ['/opt/lockstep-runtimes'] : folders
  return roots.flatMap((root) =>
    root.includes('*') ? [root] : [root, path.join(root, 'bin'), path.join(root, '*'), path.join(root, '*', 'bin')],
  )
}

/** Lists the folders of version managers: pyenv, uv, conda, asdf, mise, .NET's tools. */
function managers(machine: SearchedMachine): readonly FolderPattern[] {
  const { userHome } = machine
  const path = pathOf(machine)
  const windows = machine.platform === 'win32'
  const within = (base: string | undefined, ...parts: readonly string[]): readonly string[] =>
    base === undefined ? [] : [path.join(base, ...parts)]
  const bin = windows ? [] : ['bin']
  const roaming = variable(machine, 'APPDATA')
  const local = variable(machine, 'LOCALAPPDATA')

  const pyenv = variable(machine, 'PYENV_ROOT') ?? path.join(userHome, '.pyenv', ...(windows ? ['pyenv-win'] : []))
  const uvShare = variable(machine, 'XDG_DATA_HOME') ?? path.join(userHome, '.local', 'share')
  const uv = variable(machine, 'UV_PYTHON_INSTALL_DIR') ?? (windows ? roaming : uvShare)
  const uvOwn = variable(machine, 'UV_PYTHON_INSTALL_DIR') === undefined ? ['uv', 'python'] : []
  const condaNames = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', 'micromamba']
  const condaRoots = [
    ...condaNames.map((name) => path.join(userHome, name)),
    ...within(variable(machine, 'MAMBA_ROOT_PREFIX')),
    ...(windows
      ? condaNames.flatMap((name) => [...within(local, name), ...within(variable(machine, 'ProgramData'), name)])
      : condaNames.map((name) => `/opt/${name}`).concat('/opt/conda')),
  ]
  return [
    ...within(variable(machine, 'VIRTUAL_ENV'), windows ? 'Scripts' : 'bin'),
    ...within(variable(machine, 'CONDA_PREFIX'), ...bin),
    path.join(pyenv, 'versions', '*', ...bin),
    ...within(uv, ...uvOwn, '*', ...bin),
    ...condaRoots.flatMap((root) => [path.join(root, ...bin), path.join(root, 'envs', '*', ...bin)]),
    path.join(userHome, '.conda', 'envs', '*', ...bin),
    path.join(userHome, '.asdf', 'installs', 'python', '*', ...bin),
    path.join(userHome, '.local', 'share', 'mise', 'installs', 'python', '*', ...bin),
    path.join(userHome, '.dotnet', 'tools'),
  ]
}

function usualFolders(machine: SearchedMachine): readonly FolderPattern[] {
  const { platform } = machine
  const path = pathOf(machine)
  if (platform === 'darwin') {
    return [
      '/Library/Frameworks/Python.framework/Versions/*/bin',
      // python.org's installer puts the free-threaded build beside the other
      '/Library/Frameworks/PythonT.framework/Versions/*/bin',
      '/opt/homebrew/bin',
      '/usr/local/bin',
      '/opt/local/bin',
      // the stub /usr/bin/python3 would start this one
      '/Library/Developer/CommandLineTools/usr/bin',
    ]
  }
  if (platform !== 'win32') return ['/usr/local/bin', '/usr/bin']
  const under = (name: string, ...parts: readonly string[]): readonly string[] => {
    const base = variable(machine, name)
    return base === undefined ? [] : [path.join(base, ...parts)]
  }
  return [
    ...under('LOCALAPPDATA', 'Programs', 'Python', '*'),
    // the Python install manager
    ...under('LOCALAPPDATA', 'Python', '*'),
    ...under('ProgramFiles', 'Python*'),
    ...under('ProgramFiles', 'IronPython*'),
    path.join(machine.userHome, 'scoop', 'apps', 'python*', 'current'),
  ]
}
