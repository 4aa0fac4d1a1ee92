// An answer as faults leave it: its fields, then its bytes and headers, each in the order the faults were armed.

import { respelt } from "./bytes.ts";
import type { Chance } from "./chance.ts";
import { edited } from "./edits.ts";
import type { Fault } from "./store.ts";
import { type Given, packed, type Wire } from "./wire.ts";

export function spoiltAnswer(faults: readonly Fault[], given: Given, chance: Chance): Wire {
  const body = faults.reduce(
    (so, { id, met, effect }) => edited(so, effect, { chance, turn: `${id}/${met}` }),
    given.body,
  );
  return faults.reduce((wire, { effect }) => respelt(wire, effect), packed({ ...given, body }));
}
