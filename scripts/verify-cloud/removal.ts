// Removes whatever carries the name of this run, however far it got, and tells what it could not remove.

import { setTimeout as delay } from "node:timers/promises";
import type { Cloud } from "./cloud.ts";
import { listAt, textAt } from "./json.ts";

export interface Removal {
  readonly cloud: Cloud;
  readonly name: string;
  readonly pollSeconds: number;
  readonly maxMinutes: number;
  /** Whether a pool may still appear: its create was sent, and nobody has seen it. */
  readonly mayAppear: boolean;
  readonly say: (line: string) => void;
}

/** Looks that find nothing, before a create whose answer was lost counts as never done. */
const looksForTheUnseen = 5;

/** Empty when nothing is left. */
export async function removeByName(removal: Removal): Promise<string[]> {
  const until = Date.now() + removal.maxMinutes * 60_000;
  let empty = 0;
  for (;;) {
    const left = await tryOnce(removal).catch((error: Error) => {
      removal.say(`   not removed yet: ${error.message}`);
      return [`pool ${removal.name}, if it exists`];
    });
    empty = left.length === 0 ? empty + 1 : 0;
    if (empty >= (removal.mayAppear ? looksForTheUnseen : 1)) return [];
    if (Date.now() > until) return left;
    await delay(removal.pollSeconds * 1000);
  }
}

/** One look and one attempt at what it shows; what was there is told. */
async function tryOnce({ cloud, name }: Removal): Promise<string[]> {
  const list = await cloud.send({ method: "GET", path: "/desktop-pools", query: { name } });
  if (list.status !== 200) throw new Error(`GET desktop-pools was answered ${list.status}`);
  const ids = listAt(list.body, "desktop_pools")
    .filter((pool) => textAt(pool, "name") === name)
    .map((pool) => textAt(pool, "id"));
  return (await Promise.all(ids.map((id) => tryPool(cloud, name, id)))).flat();
}

async function tryPool(cloud: Cloud, name: string, id: string): Promise<string[]> {
  const path = `/desktop-pools/${id}`;
  const { body } = await cloud.send({ method: "GET", path: `${path}/desktops`, query: { limit: 100 } });
  const desktops = listAt(body, "pool_desktops").map((desktop) => textAt(desktop, "desktop_id"));
  // A refusal means that something still goes on there: the next look tries again.
  if (desktops.length === 0) await cloud.send({ method: "DELETE", path });
  else await cloud.send({ method: "POST", path: "/desktops/batch-delete", body: deletion(desktops) });
  return [`pool ${name} (${id})`, ...desktops.map((desktop) => `desktop ${desktop} of pool ${name}`)];
}

const deletion = (desktop_ids: readonly string[]) => ({ desktop_ids, email_notification: false });
