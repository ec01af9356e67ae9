import { builtinModules } from 'node:module'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Which parts of the project each layer may import, as path prefixes. The first layer whose folder holds a file wins.
 * @type {readonly { folder: string, parts: readonly string[], node: boolean, electron: boolean, probe: boolean }[]}
 */
const layers = [
  {
    folder: 'bench/',
    parts: [''],
    node: true,
    electron: true,
    probe: true,
  },
  { folder: 'experiments/', parts: ['experiments/'], node: false, electron: false, probe: false },
  {
    folder: 'preload/index.ts',
    parts: ['experiments/', 'preload/'],
    node: false,
    electron: true,
    probe: false,
  },
  { folder: 'preload/', parts: ['experiments/', 'preload/'], node: false, electron: false, probe: false },
  {
    folder: 'main/shells/electron/',
    parts: ['experiments/', 'preload/contract.ts', 'preload/ipc-channel.ts', 'main/'],
    node: true,
    electron: true,
    probe: false,
  },
  {
    folder: 'main/machine/',
    parts: ['experiments/', 'preload/contract.ts', 'main/'],
    node: true,
    electron: false,
    probe: true,
  },
  {
    folder: 'main/monitor/',
    parts: ['experiments/', 'preload/contract.ts', 'main/'],
    node: true,
    electron: false,
    probe: true,
  },
  {
    folder: 'main/',
    parts: ['experiments/', 'preload/contract.ts', 'main/'],
    node: true,
    electron: false,
    probe: false,
  },
  {
    folder: 'renderer/',
    parts: ['experiments/core/', 'preload/contract.ts', 'renderer/'],
    node: false,
    electron: false,
    probe: false,
  },
]

/**
 * ESLint rule: imports flow one way, experiments ← preload/contract ← main and renderer; only Electron's shell and the
 * bridge know electron, only the monitor knows systeminformation, only the machine side knows Node.
 * @type {import('eslint').Rule.RuleModule}
 */
export const layerRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      part: '{{layer}} may not import {{target}}: it may import {{allowed}}',
      package: '{{layer}} may not import {{target}}',
    },
  },
  create(context) {
    const file = toProjectPath(context.filename)
    const layer = layers.find(({ folder }) => file.startsWith(folder))
    if (layer === undefined) return {}

    /** @param {unknown} source */
    const check = (source) => {
      const node = /** @type {import('eslint').Rule.Node | null | undefined} */ (source)
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return
      const specifier = node.value.replace(/\?.*$/, '')
      const data = { layer: layer.folder, allowed: layer.parts.join(', ') }
      if (specifier.startsWith('.') || isAbsolute(specifier)) {
        const target = toProjectPath(resolve(dirname(context.filename), specifier))
        const allowed = layer.parts.some((part) => target.startsWith(part))
        if (!allowed) context.report({ node, messageId: 'part', data: { ...data, target } })
      } else if (!mayImportPackage(layer, specifier)) {
        context.report({ node, messageId: 'package', data: { ...data, target: specifier } })
      }
    }

    return {
      ImportDeclaration: (node) => {
        check(node.source)
      },
      ExportNamedDeclaration: (node) => {
        check(node.source)
      },
      ExportAllDeclaration: (node) => {
        check(node.source)
      },
      ImportExpression: (node) => {
        check(node.source)
      },
      TSImportType: (/** @type {{ source?: unknown }} */ node) => {
        check(node.source)
      },
    }
  },
}

/**
 * @param {(typeof layers)[number]} layer
 * @param {string} specifier
 */
function mayImportPackage(layer, specifier) {
  const name = specifier.startsWith('@') ? specifier : specifier.split('/')[0]
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return layer.node
  if (name === 'electron') return layer.electron
  if (name === 'systeminformation') return layer.probe
  return true
}

/** @param {string} path */
function toProjectPath(path) {
  return relative(projectRoot, join(path)).split(sep).join('/')
}
