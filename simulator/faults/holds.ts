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
  readonly never: (error: Error) => void;
}

export function createHolds() {
  const waiting = new Set<Waiting>();
  const watchers = new Set<Watcher>();
  /** How many calls were held when the simulator closed. */
  let heldLast: number | undefined;
  const count = () => [...waiting].filter(({ isHold }) => isHold).length;
  const isReached = ({ calls }: Pick<Watcher, "calls">) => (calls === 0 ? count() === 0 : count() >= calls);

  function tell() {
    for (const watcher of [...watchers].filter(isReached)) {
      watchers.delete(watcher);
      watcher.reached();
    }
    if (heldLast !== undefined) dismiss(heldLast);
  }

  /** Nothing arrives any more: whoever still waits would wait for ever. */
  function dismiss(held: number) {
    for (const watcher of [...watchers]) {
      watchers.delete(watcher);
      watcher.never(neverHeld(watcher.calls, held));
    }
  }

  function whenHeld(calls: number): Promise<void> {
    const told = new Promise<void>((reached, never) => {
      watchers.add({ calls, reached, never });
      tell();
    });
    // Who raced it against something else, and has long gone on, must not be ended by it.
    told.catch(() => undefined);
    return told;
  }

  /** All of them, or those that one fault keeps. */
  function release(id?: number) {
    for (const entry of [...waiting]) if (id === undefined || entry.id === id) entry.release();
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
    whenHeld,
    release,
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
    /** Lets all go, and tells those who wait for more calls that none comes any more. */
    close() {
      const held = count();
      release();
      heldLast = held;
      tell();
    },
  };
}

const neverHeld = (calls: number, held: number): Error =>
  new Error(
    `whenHeld(${calls}): the simulator was closed before ${counted(calls)} held; when it closed, ${held} ${held === 1 ? "was" : "were"}. Was the call sent, and is a fault with \`hold\` or \`holdBefore\` armed that it meets?`,
  );

const counted = (calls: number): string => (calls === 1 ? "1 call was" : `${calls} calls were`);
