// Keeps a state file up to date while a simulator runs: soon after each change, and at the end.

import type { World } from "../model/world.ts";
import { writeStateFile } from "./file.ts";
import { saveDocument } from "./save.ts";

/** A busy simulator writes its file no more often than this; a crash loses no more than this. */
const writeEveryMs = 1000;

export interface Keeper {
  /** Told after every call. */
  look(): void;
  close(): void;
}

export function keepState(path: string, world: World): Keeper {
  let written = -1;
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const changes = world.ledger.changes();
    if (changes === written) return;
    writeStateFile(path, saveDocument(world));
    written = changes;
  };
  const soon = () => {
    try {
      write();
    } catch (error) {
      // The disk may be full: the simulator goes on, and the next change tries again.
      process.stderr.write(`the state file could not be written: ${error instanceof Error ? error.message : error}\n`);
    }
  };
  return {
    look() {
      if (timer || world.ledger.changes() === written) return;
      timer = setTimeout(soon, writeEveryMs).unref();
    },
    close: write,
  };
}
