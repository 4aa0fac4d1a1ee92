// All processes of jest-light-runner share one list of those who asked for their settings: the first that asks has them sent to each of
// its siblings too, and the list is emptied. A sibling that does not listen yet, as on a busy machine, asks later and is never
// answered: the run stands still for ever. Here each process is answered when it asks, and no other.

export interface Channel {
  onMessage(listener: (message: unknown) => void): void;
  postMessage(message: unknown): void;
}

/** The channel of one process: it is put on the list a moment before the list is answered and emptied. */
export function channelOf(shared: Channel): Channel {
  let answer: ((message: unknown) => void) | undefined;
  return {
    onMessage(listener) {
      answer = listener;
    },
    postMessage(message) {
      if (answer !== undefined) shared.onMessage(answer);
      shared.postMessage(message);
    },
  };
}
