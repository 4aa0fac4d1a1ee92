/** Two runs, or a run and a person, give one pool the same image or product at once: no system disk is made anew, and no desktop stopped, twice. */
import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  story,
} from "../world/desktop-pools.ts";
import { justBefore, killed } from "../world/kill.ts";
import type { Program } from "../world/stack.ts";

interface Change {
  readonly what: string;
  readonly call: "rebuildDesktopPool" | "resizeDesktopPool";
  readonly operation: string;
  /** As a person in the console makes it. */
  readonly body: object;
  readonly args: Readonly<Record<string, unknown>>;
  /** Desktops that have got it, in the order in which they did. */
  readonly reached: (at: Story) => unknown[];
}

const both: readonly Change[] = [
  {
    what: "rebuild",
    call: "rebuildDesktopPool",
    operation: "RebuildDesktopPool",
    body: { image_id: "image-2" },
    args: { imageId: "image-2", rebuild: "image-2" },
    reached: (at) => effects(at, "desktop-rebuilt").map((e) => e.desktop),
  },
  {
    what: "resize",
    call: "resizeDesktopPool",
    operation: "ResizeDesktopPool",
    body: { product_id: "workspace.c4.large", mode: "STOP_DESKTOP" },
    args: { productId: "workspace.c4.large" },
    reached: (at) =>
      effects(at, "desktop-updated")
        .filter((e) => "productId" in Object(e.set))
        .map((e) => e.desktop),
  },
];

const expectOnceEach = async (at: Story, { reached }: Change, program: Program): Promise<void> => {
  expect([...reached(at)].sort()).toEqual([...desktopIds(at)].sort());
  await expectSettled(at, program);
};

const theirs = (at: Story, { operation, body }: Change, more: object = {}) => {
  at.world.simulator.act({ do: "call", operation, pool: "office", body: { ...body, ...more } });
};

/** A region whose pool says that it rests while its desktops are at work. */
const alwaysSteady = (at: Story): void => {
  const effect = { setFields: { ".status": "STEADY" } };
  at.world.simulator.fault({ route: "ShowDesktopPoolDetail", times: "always", effect });
};

test.each(both)("two runs of one program at once $what each desktop once", async (change) => {
  const at = await story({ program: pool() });
  const program = pool(change.args);
  const ups = await Promise.all([at.stack.up(program), at.stack.up(program)]);
  expect(ups.flatMap(({ errors }) => errors)).toEqual([]);
  expect(changes(at).filter((line) => line.endsWith(" 200"))).toEqual([
    "CreateDesktopPool 200",
    `${change.operation} 200`,
  ]);
  await expectOnceEach(at, change, program);
});

test.each(both)("a $what that meets another person's is not sent when theirs is done", async (change) => {
  const at = await story({ program: pool() });
  const program = pool(change.args);
  const options = justBefore({ call: change.call }, () => theirs(at, change));
  expect((await at.stack.up(program, options)).errors).toEqual([]);
  await expectOnceEach(at, change, program);
});

test.each(both)(
  "a $what that is refused is decided anew where another began and ended between two tries",
  async (change) => {
    const at = await story({ program: pool(), jobSeconds: 1 });
    const program = pool(change.args);
    const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "busy" } };
    const act = { do: "call", operation: change.operation, pool: "office", body: change.body } as const;
    // Armed first: the refusal ends the call.
    at.world.simulator.fault({ route: change.operation, effect: { act } });
    at.world.simulator.fault({ route: change.operation, also: true, effect: busy });
    expect((await at.stack.up(program)).errors).toEqual([]);
    await expectOnceEach(at, change, program);
  },
);

test.each(both)(
  "where another person's $what has reached some desktops, ours is sent for the others alone",
  async (change) => {
    const at = await story({ program: pool() });
    const program = pool(change.args);
    const [first = "", ...others] = desktopIds(at);
    const options = justBefore({ call: change.call }, () => theirs(at, change, { desktop_ids: others }));
    expect((await at.stack.up(program, options)).errors).toEqual([]);
    expect(bodies(at, change.operation)[1]).toMatchObject({ desktop_ids: [first] });
    await expectOnceEach(at, change, program);
  },
);

test.each(both)(
  "a run that is killed in its $what is waited for also where the pool says that it rests meanwhile",
  async (change) => {
    const at = await story({ program: pool(), jobSeconds: 60 });
    const program = pool(change.args);
    alwaysSteady(at);
    const died = at.stack.up(program, killed("after", { call: change.call }));
    await expect(died).rejects.toThrow(`after ${change.call}`);
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(bodies(at, change.operation)).toHaveLength(1);
    await expectOnceEach(at, change, program);
  },
);

test("a rebuild that another person's made unfit meanwhile is refused by what is there then, and nothing is sent", async () => {
  const at = await story({ program: pool() });
  const options = justBefore({ call: "rebuildDesktopPool" }, () => {
    at.world.simulator.act({
      do: "call",
      operation: "RebuildDesktopPool",
      pool: "office",
      body: { image_id: "image-9" },
    });
    at.world.simulator.act({ do: "freeze", pool: "office" });
  });
  const up = await at.stack.up(pool({ imageId: "image-2", rebuild: "image-2" }), options);
  expect(up.errors.join()).toMatch(/imageId cannot change to "image-2": .*frozen desktops: unfreeze them/);
  expect(bodies(at, "RebuildDesktopPool")).toHaveLength(1);
});
