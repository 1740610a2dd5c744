// Builds the native half with cargo and puts it where `lib/native.cjs` looks for it.
// With `--debug`, faster to build and slower to run.

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
const profile = process.argv.includes('--debug') ? [] : ['--release']
const options = ['--package', 'ezauth-node', '--message-format', 'json-render-diagnostics']

const build = spawnSync('cargo', ['build', ...profile, ...options], {
  cwd: folder,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  stdio: ['ignore', 'pipe', 'inherit'],
})
if (build.error) throw build.error
if (build.status !== 0) process.exit(build.status ?? 1)

const built = build.stdout
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line))
  .find((message) => message.reason === 'compiler-artifact' && message.target.name === 'ezauth_node')
const library = built.filenames.find((name) => /\.(so|dylib|dll)$/.test(name))

const native = join(folder, 'native')
const target = join(native, `ezauth.${process.platform}-${process.arch}.node`)
mkdirSync(native, { recursive: true })
// Renamed into place: a process that has the old file open keeps it whole.
copyFileSync(library, `${target}.new`)
renameSync(`${target}.new`, target)
console.log(target)
