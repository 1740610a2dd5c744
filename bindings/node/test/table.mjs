// Reads `tests/operations.toml`, the table that every language is held to: as much of TOML as it uses.

import { readFileSync } from 'node:fs'

const PATH = new URL('../../../tests/operations.toml', import.meta.url)

/** The table: `operation` and `difference` are lists, `records`, `names`, `errors` and `settings` are objects. */
export function readTable() {
  const table = {}
  let section = table
  for (const statement of statements(readFileSync(PATH, 'utf8'))) {
    const [, doubled, single] = statement.match(/^\[\[(.+)\]\]$|^\[([^[\]]+)\]$/) ?? []
    if (doubled) {
      section = {}
      table[doubled] = [...table[doubled] ?? [], section]
    } else if (single) {
      section = single.split('.').reduce((parent, name) => parent[name] ??= {}, table)
    } else {
      const [, name, value] = statement.match(/^(\w+) = (.*)$/s)
      section[name] = JSON.parse(asJson(value))
    }
  }
  return table
}

/** The lines, those of a value that goes on over several as one. */
function statements(text) {
  const whole = []
  let open = ''
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue
    open += line
    const bare = open.replace(/"(\\.|[^"\\])*"/g, '')
    if (bare.split(/[[{]/).length === bare.split(/[\]}]/).length) {
      whole.push(open)
      open = ''
    }
  }
  return whole
}

function asJson(value) {
  return value.replace(/("(?:\\.|[^"\\])*")|(\w+) = |,(\s*[\]}])/g, (_, text, name, end) => text ?? end ?? `"${name}": `)
}

/** `session_lifetime` is `sessionLifetime`. */
export function camelCase(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())
}

/** `sessionLifetime` is `session_lifetime`. */
export function snakeCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
