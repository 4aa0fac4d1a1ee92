import { expect, test } from "@jest/globals";
import { createTurns, workTurnsPerPoll } from "../../../provider/workspace/requests/turns.ts";

interface One {
  readonly name: string;
  readonly lane: string;
  readonly poll: boolean;
}

const work = (name: string, lane = "A"): One => ({ name, lane, poll: false });
const poll = (name: string, lane = "A"): One => ({ name, lane, poll: true });

function turnsOf(...all: readonly One[]) {
  const turns = createTurns<One>();
  for (const one of all) turns.add(one);
  const take = (count: number) => Array.from({ length: count }, () => turns.next()?.name);
  return { turns, take };
}

test("nobody waits: it is nobody's turn", () => {
  const { turns, take } = turnsOf();
  expect([turns.size(), take(1)]).toEqual([0, [undefined]]);
});

test("lanes take turns, and each keeps its order", () => {
  const { take, turns } = turnsOf(
    work("a1"),
    work("a2"),
    work("a3"),
    work("b1", "B"),
    work("c1", "C"),
    work("b2", "B"),
  );
  expect(turns.size()).toBe(6);
  expect(take(7)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", undefined]);
});

test("a lane that comes later is served after those that wait", () => {
  const { take, turns } = turnsOf(work("a1"), work("a2"), work("b1", "B"));
  expect(take(1)).toEqual(["a1"]);
  turns.add(work("c1", "C"));
  expect(take(3)).toEqual(["b1", "a2", "c1"]);
});

test("polls alone have every turn", () => {
  expect(turnsOf(poll("a1"), poll("a2"), poll("b1", "B")).take(3)).toEqual(["a1", "b1", "a2"]);
});

test("nine turns of work, then one of a poll, again and again", () => {
  const all = Array.from({ length: 40 }, (_, number) => work(`${number}`));
  const { take } = turnsOf(...all, poll("p1"), poll("p2"), poll("p3"), poll("p4"));
  const taken = take(44);
  expect(workTurnsPerPoll).toBe(9);
  expect(["p1", "p2", "p3", "p4"].map((name) => taken.indexOf(name))).toEqual([9, 19, 29, 39]);
});

test("what is dropped has no turn, and the others keep theirs", () => {
  const { turns, take } = turnsOf(work("a1"), work("a2"), work("b1", "B"), poll("p1"), poll("p2"), work("c1", "C"));
  expect(turns.drop(({ name }) => ["a1", "b1", "p1"].includes(name)).map(({ name }) => name)).toEqual([
    "a1",
    "b1",
    "p1",
  ]);
  expect(turns.size()).toBe(3);
  expect(turns.drop(() => false)).toEqual([]);
  expect(take(4)).toEqual(["a2", "c1", "p2", undefined]);
});

test("a poll that gave up just before its turn leaves it to the work", () => {
  const all = Array.from({ length: 12 }, (_, number) => work(`${number}`));
  const { turns, take } = turnsOf(...all, poll("p1"));
  take(workTurnsPerPoll);
  turns.drop((one) => one.poll);
  expect(take(1)).toEqual(["9"]);
  turns.add(poll("p2"));
  expect(take(3)).toEqual(["10", "11", "p2"]);
});
