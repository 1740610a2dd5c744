// Opens handles, forgets them, and tells how many files are still open once they have been collected.

import { readdirSync, readlinkSync } from 'node:fs'

import { Accounts } from 'ezauth'

const database = process.argv[2]

for (let n = 0; n < 20; n += 1) await Accounts.open({ database }, { sender() {} })

function held() {
  if (process.platform !== 'linux') return 0
  const names = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`)
    } catch {
      return ''
    }
  })
  return names.filter((name) => name.startsWith(database)).length
}

for (let n = 0; n < 100 && held() > 0; n += 1) {
  global.gc()
  await new Promise((resolve) => setTimeout(resolve, 20))
}
console.log(JSON.stringify({ opened: 20, held: held() }))
