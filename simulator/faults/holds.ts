// Calls that wait for a fault to be cleared, and pauses that end with it.

export type HangUp = (hungUp: () => void) => void;

interface Waiting {
  /** The fault that keeps it. */
  readonly id: number;
  readonly isHold: boolean;
  readonly release: () => void;
}

/** Somebody who wants to know when so many calls are held. */
interface Watcher {
  readonly calls: number;
  readonly reached: () => void;
}

export function createHolds() {
  const waiting = new Set<Waiting>();
  const watchers = new Set<Watcher>();
  const count = () => [...waiting].filter(({ isHold }) => isHold).length;
  const isReached = ({ calls }: Pick<Watcher, "calls">) => (calls === 0 ? count() === 0 : count() >= calls);

  function tell() {
    for (const watcher of [...watchers].filter(isReached)) {
      watchers.delete(watcher);
      watcher.reached();
    }
  }

  /** Ends when it is released, or when `start` calls back; what `start` gives back is done at the end in any case. */
  function wait(id: number, isHold: boolean, start: (end: () => void) => (() => void) | undefined) {
    return new Promise<"released" | "gone">((resolve) => {
      let stop: (() => void) | undefined;
      const end = (how: "released" | "gone") => {
        waiting.delete(entry);
        tell();
        stop?.();
        resolve(how);
      };
      const entry: Waiting = { id, isHold, release: () => end("released") };
      waiting.add(entry);
      tell();
      stop = start(() => end("gone"));
    });
  }

  return {
    count,
    whenHeld: (calls: number) =>
      new Promise<void>((reached) => {
        watchers.add({ calls, reached });
        tell();
      }),
    hold: (id: number, gone: HangUp) =>
      wait(id, true, (end) => {
        gone(end);
        return undefined;
      }),
    async pause(id: number, milliseconds: number): Promise<void> {
      await wait(id, false, (end) => {
        const timer = setTimeout(end, milliseconds);
        return () => clearTimeout(timer);
      });
    },
    /** All of them, or those that one fault keeps. */
    release(id?: number) {
      for (const entry of [...waiting]) if (id === undefined || entry.id === id) entry.release();
    },
  };
}
