import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";
import { meddling } from "../world/kill.ts";
import { type Program, unknownValue } from "../world/stack.ts";

/** The office, and desktops of it that have to go. `poolSize` is what the constructor takes from the pool. */
const retiring = (desktops: Plain, { size = 3, ...more }: Plain & { readonly size?: number } = {}): Program => ({
  ...pool({ size }),
  old: { kind: "RetiredDesktops", args: { poolId: { id: "office" }, poolSize: size, desktops, ...more } },
});

const named = (at: Story, ...which: number[]): Record<string, string> =>
  Object.fromEntries(
    which.map((i) => {
      const { name, id } = thePool(at).desktops[i] ?? { name: "none", id: "none" };
      return [name, id];
    }),
  );
const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);
const made = (at: Story) => effects(at, "desktop-created").length;
const retiringCalls = (at: Story) => changes(at).filter((call) => !call.startsWith("CreateDesktopPool"));

test("the named desktops go in one call, without mails and without their users, and the pool is filled up again in the same `up`", async () => {
  const at = await story({ program: pool() });
  const two = named(at, 0, 2);
  const [a, b, c] = desktopIds(at);
  const preview = said(await at.stack.preview(retiring(two)));
  expect(preview).toContain(
    `DELETES DATA: desktops office-0001 (${a}), office-0003 (${c}) of pool ${at.stack.state.get("office")?.id}`,
  );
  expect(preview).toContain("REPLACED: the pool keeps its `size` of 3, so new, EMPTY ones are made");
  expect((await at.stack.up(retiring(two))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([
    { desktop_ids: [a, c], delete_users: false, email_notification: false, is_force_delete: false },
  ]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  expect(gone(at)).toEqual([a, c]);
  expect(desktopIds(at)).toHaveLength(3);
  expect(desktopIds(at)).toContain(b);
  await expectSettled(at, retiring(two));
});

test("a program that is left as it is for ever makes no call any more, and neither does removing its lines or the resource", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 0);
  expect((await at.stack.up(retiring(one))).errors).toEqual([]);
  const before = changes(at);
  expect((await at.stack.up(retiring(one))).did).toEqual([]);
  const less = await at.stack.up(retiring({}));
  expect(less.did).toEqual(["old: update"]);
  expect(said(less, "note")).toContain("left the program: gone is gone, no call is made");
  expect((await at.stack.up(pool())).did).toEqual(["old: delete"]);
  expect(changes(at)).toEqual(before);
});

test("a line that is added later retires only that desktop, and its preview names only that one", async () => {
  const at = await story({ program: pool() });
  const first = named(at, 0);
  await at.stack.up(retiring(first));
  const second = named(at, 0);
  const [name = "", id] = Object.entries(second)[0] ?? [];
  const preview = said(await at.stack.preview(retiring({ ...first, ...second })));
  expect(preview).toContain(`DELETES DATA: desktop ${name} (${id}) of pool office, with everything on it`);
  expect(preview).not.toContain(Object.keys(first)[0]);
  expect((await at.stack.up(retiring({ ...first, ...second }))).errors).toEqual([]);
  expect(gone(at)).toEqual([...Object.values(first), id]);
  await expectSettled(at, retiring({ ...first, ...second }));
});

test("one that another person has deleted is done, and what the pool lacks for it is made", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 1);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(Object.values(one)[0]) });
  const up = await at.stack.up(retiring(one));
  expect(up.errors).toEqual([]);
  expect(retiringCalls(at)).toEqual(["ExpandDesktopPool 200"]);
  expect(desktopIds(at)).toHaveLength(3);
  await expectSettled(at, retiring(one));
});

test("no more desktops are made than were retired, whatever others took away", async () => {
  const at = await story({ program: pool({ size: 5 }) });
  const one = named(at, 0);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[4]) });
  expect((await at.stack.up(retiring(one, { size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }]);
  expect(desktopIds(at)).toHaveLength(4);
});

test("a spent line makes no desktop a second time, when another line is added and others have taken one away", async () => {
  const at = await story({ program: pool() });
  const first = named(at, 0);
  await at.stack.up(retiring(first));
  const second = named(at, 0);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[2]) });
  expect((await at.stack.up(retiring({ ...first, ...second }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }, { size: 1 }]);
  expect(desktopIds(at)).toHaveLength(2);
});

test("a list that is older than the deletion does not keep the pool from being filled up", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 0);
  const lists: unknown[] = [];
  let isOld = false;
  const stale = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "listPoolDesktopsDetail") return answer;
    lists.push(answer);
    const isGone = !JSON.stringify(answer).includes(String(Object.values(one)[0]));
    if (!isGone || isOld || lists.length < 3) return answer;
    isOld = JSON.stringify(lists.at(-2)) === JSON.stringify(answer);
    return isOld ? lists[0] : answer;
  });
  expect((await at.stack.up(retiring(one), stale)).errors).toEqual([]);
  expect(isOld).toBe(true);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }]);
  expect(desktopIds(at)).toHaveLength(3);
});

test("a pool with more desktops than its `size` is not filled up", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  expect((await at.stack.up(retiring(named(at, 0, 1)))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([]);
  expect(desktopIds(at)).toHaveLength(3);
});

test("of a pool that the program does not own desktops go too, nothing is made, and the preview says so", async () => {
  const at = await story();
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 2 });
  const { id: poolId, desktops } = thePool(at, "lab");
  const [first] = desktops;
  const program: Program = {
    old: { kind: "RetiredDesktops", args: { poolId, desktops: { [String(first?.name)]: first?.id } } },
  };
  expect(said(await at.stack.preview(program))).toContain(
    "no new one is made by this resource, because the pool is not this program's",
  );
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(changes(at)).toEqual(["BatchDeleteDesktops 202"]);
  await expectSettled(at, program);
});

test("a desktop of another pool is refused before any change, and the others stay too", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const [stranger] = thePool(at, "lab").desktops;
  const up = await at.stack.up(retiring({ ...named(at, 0), [String(stranger?.name)]: stranger?.id }));
  expect(up.errors.join()).toMatch(
    /refused before any change: desktop lab-\d+ \(.*\) is not in pool office .*; it is in pool/,
  );
  expect(gone(at)).toEqual([]);
});

test("a slip in the id or in the name is refused with what is right, and hits nobody", async () => {
  const at = await story({ program: pool() });
  const [a, b] = thePool(at).desktops;
  const wrongId = await at.stack.up(retiring({ [String(a?.name)]: "no-such-desktop" }));
  expect(wrongId.errors.join()).toContain(`write \`"${a?.name}": "${a?.id}"\``);
  const wrongName = await at.stack.up(retiring({ [String(a?.name)]: b?.id }));
  expect(wrongName.errors.join()).toContain(`desktop ${b?.id} is ${b?.name}, and the program calls it ${a?.name}`);
  expect(gone(at)).toEqual([]);
});

test("a desktop that nobody has ever heard of counts as gone, with a warning that names the nearest one", async () => {
  const at = await story({ program: pool() });
  const program = retiring({ "office-0009": "no-such-desktop" });
  const up = await at.stack.up(program);
  expect(up.errors).toEqual([]);
  expect(said(up)).toMatch(
    /there is no desktop office-0009 \(no-such-desktop\).*nothing was deleted for it; the nearest name there is office-000/,
  );
  expect(retiringCalls(at)).toEqual([]);
  await expectSettled(at, program);
});

test("a desktop in use stays until its user is gone or the program says so by name", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 0);
  const [name = "", id = ""] = Object.entries(one)[0] ?? [];
  at.world.simulator.act({ do: "attachUser", pool: "office", desktop: id, user: "ann" });
  at.world.simulator.act({ do: "logIn", pool: "office", desktop: id });
  const up = await at.stack.up(retiring(one));
  expect(up.errors.join()).toContain(`desktop ${name} (${id}) is in use (login status CONNECTED)`);
  expect(up.errors.join()).toContain(`write \`allowInUse: { "${name}": "any text" }\``);
  expect(gone(at)).toEqual([]);
  const program = retiring(one, { allowInUse: { [name]: "OPS-7" } });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(gone(at)).toEqual([id]);
  expect(effects(at, "users-emailed")).toEqual([]);
  expect(effects(at, "user-deleted")).toEqual([]);
  await expectSettled(at, program);
});

test("whether users are told by mail or deleted, and whether it is by force, is what the program says, and the preview says it", async () => {
  const at = await story({ program: pool() });
  const program = retiring(named(at, 0), { deleteUsers: true, emailNotification: true, forceDelete: true });
  expect(said(await at.stack.preview(program))).toMatch(
    /their users get an e-mail; users without another desktop are DELETED too/,
  );
  await at.stack.up(program);
  expect(bodies(at, "BatchDeleteDesktops")).toMatchObject([
    { delete_users: true, email_notification: true, is_force_delete: true },
  ]);
});

test.each([{ refresh: false }, { refresh: true }])(
  "when a deletion fails for one desktop the other counts, the failed one is named, and the next `up` finishes (refresh: $refresh)",
  async ({ refresh }) => {
    const at = await story({ program: pool() });
    const two = named(at, 0, 1);
    const [, stuck] = Object.entries(two);
    at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: failing(1) });
    const up = await at.stack.up(retiring(two));
    expect(up.errors.join()).toContain("no room on the host");
    expect(Object.keys(Object(at.stack.outs("old").desktops))).toEqual([Object.keys(two)[0]]);
    expect(at.stack.outs("old").unfinished).toMatchObject({ open: { [String(stuck?.[0])]: { id: stuck?.[1] } } });
    if (!refresh)
      expect(said(await at.stack.preview(retiring(two)))).toContain(
        `UNFINISHED: desktop ${stuck?.[0]} (${stuck?.[1]}) was to go`,
      );
    expect((await at.stack.up(retiring(two), { refresh })).errors).toEqual([]);
    expect([...gone(at)].sort()).toEqual(Object.values(two).sort());
    expect(desktopIds(at)).toHaveLength(3);
    await expectSettled(at, retiring(two));
  },
);

test("a very long reason is told whole by the failure, and its beginning is all that the state keeps of it", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 0);
  const reason = `it hangs ${"\u{1f5a5}".repeat(3_000)} here`;
  at.world.simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "fail", reason } } });
  expect((await at.stack.up(retiring(one))).errors.join()).toContain(reason);
  const [name = ""] = Object.keys(one);
  const stored: string = Object(at.stack.outs("old").unfinished).open[name].reason;
  expect([...stored]).toHaveLength(202);
  expect(stored).toMatch(/it hangs (\u{1f5a5})+ …$/u);
  expect((await at.stack.up(retiring(one))).errors).toEqual([]);
  await expectSettled(at, retiring(one));
});

test("when new desktops cannot be made the retired ones stay gone, and the next `up` makes what is missing", async () => {
  const at = await story({ program: pool() });
  const two = named(at, 0, 1);
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail", reason: "no capacity" } } });
  const up = await at.stack.up(retiring(two));
  expect(up.errors.join()).toContain("no capacity");
  expect(at.stack.outs("old")).toMatchObject({ desktops: two, unfinished: { refill: 2 } });
  expect(said(await at.stack.preview(retiring(two)))).toContain("UNFINISHED: 2 new desktops are still to be made");
  expect((await at.stack.up(retiring(two))).errors).toEqual([]);
  expect(gone(at)).toHaveLength(2);
  expect(made(at)).toBe(5);
  await expectSettled(at, retiring(two));
});

test("150 desktops go in two calls of at most a hundred, and are made anew", async () => {
  const at = await story({ program: pool({ size: 160 }), jobSeconds: 5 });
  const many = named(at, ...Array.from({ length: 150 }, (_, i) => i));
  expect((await at.stack.up(retiring(many, { size: 160 }))).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops").map((body) => Reflect.get(Object(body), "desktop_ids").length)).toEqual([
    100, 50,
  ]);
  expect(desktopIds(at)).toHaveLength(160);
});

test.each(["EXIST_FROZEN", "ERROR"])("a pool in status %s keeps its desktops, and says what to do", async (status) => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "setPool", pool: "office", status });
  const up = await at.stack.up(retiring(named(at, 0)));
  expect(up.errors.join()).toMatch(/refused before any change: pool office (has frozen desktops|is in status ERROR)/);
  expect(gone(at)).toEqual([]);
});

test("`up --replace` of the resource finds its desktops gone and makes no call", async () => {
  const at = await story({ program: pool() });
  const one = named(at, 0);
  await at.stack.up(retiring(one));
  const before = changes(at);
  expect((await at.stack.up(retiring(one), { replace: ["old"] })).errors).toEqual([]);
  expect(changes(at)).toEqual(before);
});

test("the pool itself can be destroyed with its retired desktops named", async () => {
  const at = await story({ program: pool({ forceDestroy: true }) });
  const program = { ...retiring(named(at, 0)), ...pool({ forceDestroy: true }) };
  await at.stack.up(program);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

test("a pool that is not there is named, with what to do, and another project than the state's is refused", async () => {
  const at = await story({ program: pool() });
  const lost: Program = { old: { kind: "RetiredDesktops", args: { poolId: "no-such-pool", desktops: { a: "b" } } } };
  expect((await at.stack.up({ ...pool(), ...lost })).errors.join()).toContain(
    "there is no desktop pool no-such-pool in project",
  );
  const one = named(at, 0);
  expect((await at.stack.up(retiring(one))).errors).toEqual([]);
  const elsewhere = { config: { projectId: "fedcba9876543210fedcba9876543210" } };
  const program = retiring({ ...one, ...named(at, 1) });
  const { office: _, ...alone } = program;
  const both =
    /this resource is in projectId \w+ \(from its state\), but huaweicloud:projectId says fedcba9876543210fedcba9876543210: set it back/;
  expect(said(await at.stack.preview(alone, elsewhere))).toMatch(new RegExp(`REFUSED: ${both.source}`));
  expect((await at.stack.up(alone, elsewhere)).errors.join()).toMatch(
    new RegExp(`refused before any change: ${both.source}`),
  );
});

test("wrong arguments are refused in the preview with the field's name", async () => {
  const at = await story({ program: pool() });
  const failures = async (args: Plain): Promise<string> =>
    (
      await at.stack.preview({
        ...pool(),
        old: { kind: "RetiredDesktops", args: { poolId: { id: "office" }, ...args } },
      })
    ).errors.join();
  expect(await failures({ desktops: ["a"] })).toContain('desktops is ["a"]; it has to be a map');
  expect(await failures({ desktops: { a: "x", b: "x" } })).toContain('desktops.b is "x", the same as under "a"');
  expect(await failures({ desktops: { a: "" } })).toContain('desktops.a is ""; it needs at least 1 character');
  expect(await failures({ desktop: {} })).toContain("desktop is not a field: write `desktops`");
  expect(await failures({ desktops: {}, allowInUse: true })).toContain("allowInUse is true; it has to be a map");
  expect(await failures({ desktops: {}, emailNotification: "false" })).toContain("write false, without quotes");
});

const notKnown = (what: string) =>
  new RegExp(
    `^NOT KNOWN YET: ${what} are deleted, with everything on them, for ever; the \`pulumi up\` names them before its call; one that is in use by then is refused unless \`allowInUse\` names it$`,
    "m",
  );

test("a list that a preview does not know yet is a warning of its own, in a creation and later: whoever it names goes", async () => {
  const at = await story({ program: pool() });
  const id = at.stack.state.get("office")?.id;
  const first = await at.stack.preview(retiring({}, { desktops: unknownValue }));
  expect(said(first)).toMatch(notKnown(`\`desktops\`\\. Whichever it turns out to name of pool ${id}`));
  await at.stack.up(retiring(named(at, 0)));
  const later = said(await at.stack.preview(retiring({}, { desktops: unknownValue, deleteUsers: true })));
  expect(later).toMatch(/^NOT KNOWN YET: `desktops`\. Whichever it turns out to name of pool office are deleted/m);
  expect(later).toContain("users without another desktop are DELETED too");
});

test("of a list that is known in part the rest is named beside what is known, and one that is known says nothing of it", async () => {
  const at = await story({ program: pool() });
  const [one, two] = [named(at, 0), named(at, 1)];
  const [other = ""] = Object.keys(two);
  const preview = said(await at.stack.preview(retiring({ ...one, [other]: unknownValue })));
  const id = at.stack.state.get("office")?.id;
  expect(preview).toMatch(
    notKnown(`the ids of ${other}\\. If they turn out to be theirs, these desktops of pool ${id}`),
  );
  expect(preview).toMatch(/^DELETES DATA: desktop office-0001 /m);
  expect(said(await at.stack.preview(retiring({ [other]: unknownValue })))).not.toContain("DELETES DATA");
  expect(said(await at.stack.preview(retiring({ ...one, ...two })))).not.toContain("NOT KNOWN");
});
