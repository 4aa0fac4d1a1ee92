/**
 * Whose turn it is, among requests that wait. Pools take turns, so that one that wants two hundred requests does not hold
 * up another that wants one; within a pool the first come goes first. Polls wait behind what brings work forward, but
 * while both wait every tenth turn is a poll's.
 */

export interface Waiting {
  /** Requests of one lane keep their order; lanes take turns. */
  readonly lane: string;
  readonly poll: boolean;
}

export interface Turns<T extends Waiting> {
  size(): number;
  add(waiting: T): void;
  /** Takes out whose turn it is. */
  next(): T | undefined;
  /** Takes out all of which this is true. */
  drop(isOut: (waiting: T) => boolean): readonly T[];
}

/** So many turns for work before one for a poll. */
export const workTurnsPerPoll = 9;

export function createTurns<T extends Waiting>(): Turns<T> {
  const work = createRound<T>();
  const polls = createRound<T>();
  let workTurns = 0;
  return {
    size: () => work.size() + polls.size(),
    add: (waiting) => (waiting.poll ? polls : work).add(waiting),
    next() {
      const isForPoll = polls.size() > 0 && (work.size() === 0 || workTurns >= workTurnsPerPoll);
      workTurns = isForPoll || polls.size() === 0 ? 0 : workTurns + 1;
      return (isForPoll ? polls : work).next();
    },
    drop: (isOut) => [...work.drop(isOut), ...polls.drop(isOut)],
  };
}

/** Lanes one after the other. A map keeps the order of insertion: the first lane has its turn, and goes to the end. */
function createRound<T extends Waiting>() {
  const lanes = new Map<string, T[]>();
  let size = 0;
  return {
    size: () => size,
    add(waiting: T): void {
      size += 1;
      const lane = lanes.get(waiting.lane);
      if (lane === undefined) lanes.set(waiting.lane, [waiting]);
      else lane.push(waiting);
    },
    next(): T | undefined {
      const [entry] = lanes;
      if (entry === undefined) return undefined;
      const [name, lane] = entry;
      size -= 1;
      lanes.delete(name);
      const first = lane.shift();
      if (lane.length > 0) lanes.set(name, lane);
      return first;
    },
    drop(isOut: (waiting: T) => boolean): readonly T[] {
      const all = [...lanes.values()].flat();
      const out = all.filter(isOut);
      const stay = all.filter((waiting) => !isOut(waiting));
      lanes.clear();
      size = 0;
      for (const waiting of stay) this.add(waiting);
      return out;
    },
  };
}
