/**
 * One program in two runs at once (a lock that somebody broke, two backends): the second begins with each request of the first.
 * No disk is added twice for one declaration, none goes twice, and the next `up` is quiet, or asks whose the disk is that the
 * other run has added. `OTHERS=full` plays every moment.
 */
import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import { createStack, type Outcome, type Program, type Stack } from "../world/stack.ts";
import { tally } from "../world/tally.ts";
import { createWorld, type World } from "../world/world.ts";

const suite = "test/others/one-program-twice.test.ts";

type Volumes = Readonly<Record<string, { readonly type: string; readonly size: number }>>;

interface Change {
  readonly what: string;
  readonly from: Volumes;
  readonly to: Volumes;
  /** How many times the ledger has each of these, whoever did them. */
  readonly adds: number;
  readonly expands: number;
  readonly deletes: number;
}

const a = { type: "SAS", size: 100 };
const b = { type: "SSD", size: 50 };
const c = { type: "SAS", size: 30 };
const grown = { type: "SAS", size: 120 };
const none = { adds: 0, expands: 0, deletes: 0 };

const changes: readonly Change[] = [
  { ...none, what: "adds a disk", from: { a }, to: { a, c }, adds: 1 },
  { ...none, what: "adds two disks that are alike", from: { a }, to: { a, c, d: c }, adds: 2 },
  { ...none, what: "expands a disk", from: { a }, to: { a: grown }, expands: 1 },
  { ...none, what: "deletes a disk", from: { a, b }, to: { a }, deletes: 1 },
  { what: "expands, adds and deletes", from: { a, b }, to: { a: grown, c }, adds: 1, expands: 1, deletes: 1 },
];

/** From together to after the first call of the change; the rest are looks at its job. */
const all = Array.from({ length: 20 }, (_, n) => n);
const moments = process.env.OTHERS === "full" ? all : all.filter((n) => n % 5 === 0);

interface Scene {
  readonly world: World;
  readonly first: Stack;
  readonly second: Stack;
  readonly program: Program;
  readonly since: number;
}

const programOf = (poolId: string, volumes: Volumes): Program => ({
  disks: { kind: "PoolVolumeSet", args: { poolId, volumes } },
});

async function sceneOf(world: World, { from, to }: Change): Promise<Scene> {
  world.simulator.reset();
  world.simulator.act({ do: "createPool", pool: "shared", desktops: 2 });
  const poolId = world.simulator.state().pools[0]?.id ?? "";
  const first = createStack(world);
  expect((await first.up(programOf(poolId, from))).errors).toEqual([]);
  const second = createStack(world);
  for (const [name, stored] of first.state) second.state.set(name, JSON.parse(JSON.stringify(stored)));
  const since = world.simulator.ledger().effects.at(-1)?.seq ?? 0;
  return { world, first, second, program: programOf(poolId, to), since };
}

/** A service that begins something with its n-th request. */
const atRequest = (nth: number, begin: () => void) => {
  let calls = 0;
  return (service: WorkspaceService): WorkspaceService =>
    new Proxy(service, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== "function" || key === "serverNow" || key === "random") return value;
        return (...args: unknown[]): unknown => {
          calls += 1;
          if (calls === nth) begin();
          return Reflect.apply(value, target, args);
        };
      },
    });
};

async function together({ first, second, program }: Scene, moment: number): Promise<readonly Outcome[]> {
  let begun: Promise<Outcome> | undefined;
  const begin = (): Promise<Outcome> => {
    begun ??= second.up(program);
    return begun;
  };
  if (moment === 0) begin();
  const ended = await first.up(program, { meddle: atRequest(moment, begin) });
  return [ended, await begin()];
}

/** What was done by both, against what one run of the program would do. */
function doneBy({ world, since }: Scene): Pick<Change, "adds" | "expands" | "deletes"> {
  const effects = world.simulator.ledger().effects.filter(({ seq }) => seq > since);
  const count = (kind: string) => effects.filter((effect) => effect.kind === kind).length;
  return { adds: count("disk-added"), expands: count("disk-expanded"), deletes: count("disk-deleted") };
}

/** The state of the first goes on, and after the next `up` the program has nothing more to do. */
async function quietFrom(stack: Stack, program: Program): Promise<readonly string[]> {
  const again = await stack.up(program);
  const preview = await stack.preview(program);
  return [...again.errors, ...preview.did];
}

// Bug: the second of two adds, refused because the pool was busy with the first, was sent again when that was done: two disks. So
// was one whose run had seen the other's disk only after its own expansion.
test.each(changes)(
  "a program that $what, run twice at once",
  async (change) => {
    const { adds, expands, deletes } = change;
    const world = await createWorld({ jobSeconds: 20, auth: "off" });
    try {
      const complaints: unknown[] = [];
      let person = 0;
      for (const moment of moments) {
        const scene = await sceneOf(world, change);
        const outcomes = await together(scene, moment);
        const left = await quietFrom(scene.first, scene.program);
        const done = doneBy(scene);
        const isAsked = left.join().includes("in no key: write `id: ");
        if (isAsked) person += 1;
        const isEnded = left.length === 0 || isAsked;
        const isRight = done.adds === adds && done.expands === expands && done.deletes === deletes && isEnded;
        if (!isRight) complaints.push({ moment, done, left, errors: outcomes.flatMap(({ errors }) => errors) });
      }
      expect(complaints).toEqual([]);
      tally({ row: "two-ups", suite, cases: moments.length, person });
    } finally {
      await world.close();
    }
  },
  10 * 60_000,
);
