// Makes a call as often as each line of the input says, and answers with the nanoseconds that it took.

import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** `find` is given a token of the file `path` at a time, and says whether its session is there. */
export async function answer(path, find) {
  const tokens = readFileSync(path, 'ascii').trim().split('\n')
  let at = 0
  for await (const line of createInterface({ input: process.stdin })) {
    const start = process.hrtime.bigint()
    for (let calls = Number(line); calls > 0; calls--) {
      if (!find(tokens[at])) throw new Error('the session is there')
      at = (at + 1) % tokens.length
    }
    console.log(`${process.hrtime.bigint() - start}`)
  }
}
