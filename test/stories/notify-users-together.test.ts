/** Two resources of one run tell the same people, each of its own step: the hooks run at the same time, as Pulumi calls them. */
import { afterEach, expect, test } from "@jest/globals";
import type { Context, Plain } from "../../provider/lifecycle/hooks.ts";
import { killed } from "../world/kill.ts";
import { officeWith } from "../world/programs.ts";
import { createStack, Killed, type Stack } from "../world/stack.ts";
import { createWorld, kinds, longJobs, type World } from "../world/world.ts";

const data = { type: "SAS", size: 100 };
const logs = { type: "SAS", size: 20 };
const graceMinutes = 10;

interface Scene {
  readonly world: World;
  readonly stack: Stack;
  readonly desktops: readonly { readonly id: string; readonly name: string }[];
}

const open: World[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** Sets of the pool and of its first desktop, with two disks each. Only ann works, at the first desktop. */
async function scene(): Promise<Scene> {
  const world = await createWorld(longJobs);
  open.push(world);
  const stack = createStack(world);
  const office = officeWith({ data, logs });
  expect((await stack.up(office)).errors).toEqual([]);
  const desktops = world.simulator.state().pools[0]?.desktops ?? [];
  const desktop = desktops[0]?.id ?? "";
  const desk = { kind: "DesktopVolumeSet", args: { desktopId: desktop, volumes: { own: data, more: logs } } };
  expect((await stack.up({ ...office, desk })).errors).toEqual([]);
  world.simulator.act({ do: "attachUser", pool: "office", desktop, user: "ann" });
  world.simulator.act({ do: "logIn", pool: "office", desktop });
  return { world, stack, desktops };
}

/** A hook at work, in the process of `context`. */
type Step = (at: Scene, context: Context) => Promise<unknown>;

const tells = (message: string): Plain => ({ notifyUsers: { message, graceMinutes } });

const without =
  (name: string, volumes: Plain): Step =>
  async ({ stack }, context) => {
    const old = stack.state.get(name);
    const hooks = kinds[old?.kind ?? ""];
    if (old === undefined || hooks === undefined) throw new Error(`no ${name} in the state`);
    const { inputs, failures } = await hooks.check(context, old.inputs, { ...old.inputs, volumes, ...tells(name) });
    expect(failures).toEqual([]);
    return hooks.update(context, old.id, old.outs, inputs);
  };

const retiring: Step = async ({ world, desktops: [desktop] }, context) => {
  const hooks = kinds.RetiredDesktops;
  if (hooks === undefined || desktop === undefined) throw new Error("nothing to retire");
  const { inputs, failures } = await hooks.check(
    context,
    {},
    {
      poolId: world.simulator.state().pools[0]?.id,
      poolSize: 2,
      desktops: { [desktop.name]: desktop.id },
      allowInUse: { [desktop.name]: "OPS-1" },
      ...tells("old"),
      identity: "C".repeat(43),
      resourceUrn: "urn:pulumi:dev::project::pulumi-nodejs:dynamic/workspace:RetiredDesktops::old",
    },
  );
  expect(failures).toEqual([]);
  return hooks.create(context, inputs);
};

const steps = {
  disks: without("disks", { data }),
  desk: without("desk", { own: data }),
  old: retiring,
} satisfies Record<string, Step>;
type Teller = keyof typeof steps;

const deletion = { disks: "DeleteDesktopPoolVolumes", desk: "DeleteDesktopVolumes", old: "BatchDeleteDesktops" };

const callOf = (teller: Teller) => (teller === "disks" ? "sendDesktopPoolNotifications" : "sendNotifications");
const routeOf = (teller: Teller) => (teller === "disks" ? "SendDesktopPoolNotifications" : "SendNotifications");

const inOneRun = (at: Scene, tellers: readonly Teller[]): Promise<PromiseSettledResult<unknown>[]> => {
  const context = at.world.process();
  return Promise.allSettled(tellers.map((teller) => steps[teller](at, context)));
};

const told = ({ world }: Scene) => world.simulator.ledger({ kind: "users-notified" }).effects;

/** What was taken away had its own message, and its own time after it. */
function expectTold(at: Scene, teller: Teller): void {
  const shown = told(at).find(({ detail }) => detail === teller);
  const gone = at.world.simulator
    .ledger()
    .calls.find((c) => c.operation === deletion[teller] && [200, 202].includes(c.status));
  if (shown === undefined || gone === undefined) throw new Error(`${teller}: no message, or no deletion`);
  expect(Date.parse(gone.at) - Date.parse(shown.at)).toBeGreaterThanOrEqual(graceMinutes * 60_000);
}

const pairs: readonly (readonly [Teller, Teller])[] = [
  ["disks", "desk"],
  ["desk", "disks"],
  ["disks", "old"],
  ["old", "disks"],
];

test.each(pairs)(
  "two resources of one run that tell the same people send a message each: %s and %s",
  async (one, two) => {
    const at = await scene();
    await inOneRun(at, [one, two]);
    expect(
      told(at)
        .map((e) => e.detail)
        .sort(),
    ).toEqual([one, two].sort());
    for (const teller of [one, two]) expectTold(at, teller);
  },
);

test.each(pairs)(
  "a message that %s has sent in a killed run counts for none of two, so it never counts for %s",
  async (one, two) => {
    const at = await scene();
    const dies = at.world.process(killed("after", { call: callOf(one) }));
    await expect(steps[one](at, dies)).rejects.toThrow(Killed);
    await inOneRun(at, [two, one]);
    expect(
      told(at)
        .map((e) => e.detail)
        .sort(),
    ).toEqual([one, one, two].sort());
    expectTold(at, two);
  },
);

test.each(pairs.slice(0, 2))("a message of %s that gets lost is not found in that of %s", async (one, two) => {
  const at = await scene();
  at.world.simulator.fault({ route: routeOf(one), effect: { dropBefore: true } });
  const [lost] = await inOneRun(at, [one, two]);
  expectTold(at, two);
  // Sent again, or stopped because nobody can tell.
  if (lost?.status === "fulfilled") expectTold(at, one);
  else expect(at.world.simulator.ledger().calls.filter((c) => c.operation === deletion[one])).toEqual([]);
});

test("the message of a killed run counts where no other resource of the program tells anybody on the pool", async () => {
  const at = await scene();
  const dies = at.world.process(killed("after", { call: "sendNotifications" }));
  await expect(steps.desk(at, dies)).rejects.toThrow(Killed);
  at.world.clock.advance(2 * 60_000);
  await inOneRun(at, ["desk"]);
  expect(told(at).map((e) => e.detail)).toEqual(["desk"]);
  expectTold(at, "desk");
});
