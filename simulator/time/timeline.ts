// What will happen and when. Nothing here runs by itself: due events are applied, in order of time, when somebody looks.

interface Due {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

export interface Timeline {
  /** The instant being lived: that of the event being applied, otherwise that of the last look. */
  time(): number;
  at(instant: number, happen: () => void): void;
  /** Lives all that is due by now; `after` is told after each instant at which something happened, while time stands there. */
  advance(now: number, after?: () => void): void;
  clear(): void;
}

export function createTimeline(): Timeline {
  let due: Due[] = [];
  let order = 0;
  let time = 0;
  return {
    time: () => time,
    at(instant, happen) {
      // Whole milliseconds, so that an instant survives being written as text.
      const event = { at: Math.max(Math.round(instant), time), order: order++, happen };
      due.splice(placeOf(event, due), 0, event);
    },
    advance(now, after) {
      for (let next = due[0]; next && next.at <= now; next = due[0]) {
        due.shift();
        time = next.at;
        next.happen();
        // Once an instant: with thousands of desktops many things happen at the same one.
        if (due[0]?.at !== time) after?.();
      }
      // A caller's clock may stand still or step back; the past that was applied stays applied.
      time = Math.max(time, Math.floor(now));
    },
    clear() {
      due = [];
      order = 0;
      time = 0;
    },
  };
}

function placeOf(event: Due, due: readonly Due[]): number {
  let low = 0;
  let high = due.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = due[middle];
    if (other && other.at <= event.at) low = middle + 1;
    else high = middle;
  }
  return low;
}
