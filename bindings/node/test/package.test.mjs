// The packed tarball runs its quick start in an empty folder: without scripts, compiler and network.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { folder } from './help.mjs'

const project = fileURLToPath(new URL('..', import.meta.url))

function npm(cwd, ...given) {
  const options = { cwd, encoding: 'utf8', shell: process.platform === 'win32' }
  return execFileSync('npm', [...given, '--ignore-scripts', '--offline', '--no-audit', '--no-fund'], options)
}

test('the packed tarball runs its quick start in an empty folder', () => {
  const [packed] = JSON.parse(npm(project, 'pack', '--json', '--pack-destination', folder))
  const paths = packed.files.map((file) => file.path)
  assert.ok(paths.includes(`native/ezauth.${process.platform}-${process.arch}.node`))
  assert.ok(paths.every((path) => /^(lib|native|examples)\/|^(package\.json|README\.md|LICENSE-\w+)$/.test(path)), paths.join())

  const empty = join(folder, 'empty')
  mkdirSync(empty)
  npm(empty, 'install', join(folder, packed.filename))
  const manifest = JSON.parse(readFileSync(join(empty, 'node_modules/ezauth/package.json'), 'utf8'))
  assert.equal(manifest.dependencies, undefined)
  for (const name of ['preinstall', 'install', 'postinstall']) assert.equal(manifest.scripts?.[name], undefined)

  const quickstart = readFileSync(join(empty, 'node_modules/ezauth/examples/quickstart.mjs'))
  writeFileSync(join(empty, 'quickstart.mjs'), quickstart)
  const printed = execFileSync(process.execPath, ['quickstart.mjs'], { cwd: empty, encoding: 'utf8', env: {} })
  assert.match(printed, /^To: ada@example\.com$/m)
  assert.match(printed, /^ada@example\.com is user [-0-9a-f]{36}, signed in by password$/m)
  assert.match(printed, /^signed out: true$/m)
  const required = `const { Accounts } = require('ezauth'); console.log(typeof Accounts.open)`
  const options = { cwd: empty, encoding: 'utf8' }
  assert.equal(execFileSync(process.execPath, ['-e', required], options), 'function\n')
})

test('what is released injects no faults', () => {
  const native = readFileSync(join(project, `native/ezauth.${process.platform}-${process.arch}.node`))
  assert.ok(native.includes('getSessionSync'), 'it has been read')
  assert.ok(!native.includes('seedPanic'))
})

test('the readme shows the quick start', () => {
  const readme = readFileSync(join(project, 'README.md'), 'utf8')
  assert.ok(readme.includes(readFileSync(join(project, 'examples/quickstart.mjs'), 'utf8').trim()))
})
