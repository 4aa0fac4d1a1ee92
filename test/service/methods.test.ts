/**
 * Every method of the client, played against the simulator in its own dialect and in every other: what arrives fits the
 * operation's published schema, and what is answered comes to the same above the client, or is the error that it should be.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { actions } from "../../simulator/auth/actions.ts";
import type { Dialect } from "../../simulator/dialects/dialect.ts";
import { type DialectName, dialectTable } from "../../simulator/dialects/table.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { desktopStories } from "./methods/desktop-stories.ts";
import { jobStories } from "./methods/job-stories.ts";
import { faultOf, lastSeq, seenAfter } from "./methods/judge.ts";
import { poolStories } from "./methods/pool-stories.ts";
import { giveTo, openScene, type Scene } from "./methods/scene.ts";
import { notCalls, type Story } from "./methods/stories.ts";

const stories: readonly (readonly [title: string, story: Story, name: string])[] = [
  ...poolStories,
  ...desktopStories,
  ...jobStories,
].map(
  (story, index) =>
    [story.when === undefined ? story.method : `${story.method}: ${story.when}`, story, `s${index}`] as const,
);

/** Plays one story in a pool of its own. */
async function tell(scene: Scene, story: Story, name: string): Promise<void> {
  const given = giveTo(scene, name);
  const told = (await story.before?.(given)) ?? "";
  const seq = lastSeq(scene);
  const refused = story.refused?.(given);
  const played = story.play(scene.service, given, told);
  if (refused === undefined) expect(await played).toEqual(story.hears?.(given, told));
  else expect(await errorOf(played)).toMatchObject({ kind: refused });
  const seen = seenAfter(scene, seq);
  expect(seen.map(({ line }) => line)).toEqual(story.asked(given, told));
  expect(seen[0]).toMatchObject({ operation: story.operation });
  expect(seen[0]?.body).toEqual(story.body?.(given));
  if (story.query !== undefined) expect(seen[0]?.query).toEqual(story.query(given));
  expect(seen.map(faultOf)).toEqual(seen.map(() => undefined));
}

describe("in the dialect that the simulator speaks by itself", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.simulator.close());

  test.each(stories)("%s", async (_title, story, name) => {
    await tell(scene, story, name);
  });

  test("each method of a service has a story, so each is used and held against its schema", () => {
    const methods = Object.keys(scene.service).filter((key) => !notCalls.some((other) => other === key));
    expect(methods.toSorted()).toEqual([...new Set(stories.map(([, { method }]) => method))].toSorted());
  });

  test("each is named as the API names it, its first letter aside", () => {
    const named = stories.map(([, { operation }]) => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`);
    expect(named).toEqual(stories.map(([, { method }]) => method));
  });
});

/** Dialects that change neither what is sent nor the form of what is answered, so that the stories would tell the same again. */
const silent: Readonly<Record<string, readonly DialectName[]>> = {
  "who is let in, and how often": [
    "skew-code",
    "service-closed",
    "no-permission-code",
    "authorization-message",
    "project-header",
    "credential-errors",
    "metadata-token",
    "server-agency",
    "throttling",
    "throttled-retry-after",
  ],
  "what is refused because of the state that something is in": [
    "busy-add-code",
    "add-spacing",
    "desktop-add-spacing",
    "copies-in-busy-pool",
    "unknown-resource",
    "unknown-disk",
    "name-taken-status",
    "quota-status",
    "frozen-refuses",
    "error-pool",
    "prepaid-refuses",
    "action-wrong-state",
    "delete-in-use",
    "desktop-in-use",
  ],
  "what becomes of a thing later": [
    "failed-pool-status",
    "add-record",
    "failed-add-template",
    "failed-change-template",
    "disk-id-after-expand",
    "new-desktop-status",
    "failed-desktop",
    "after-resize",
    "failed-rebuild",
    "autoscale-busy",
    "autoscale-in-busy-pool",
    "autoscale-max",
    "autoscale-removes",
    "stale-detail-seconds",
  ],
  "calls that this client does not make": ["order-result"],
};
const isSilent = (name: DialectName) => Object.values(silent).some((these) => these.includes(name));
const names = Object.keys(dialectTable).filter((name): name is DialectName => name in dialectTable);
const others = names
  .filter((name) => !isSilent(name))
  .flatMap((name) => {
    const { values }: Dialect = dialectTable[name];
    return values.slice(1).map((value) => [name, value] as const);
  });

test.each(others)("all of them, where %s is %s", async (name, value) => {
  const failures: string[] = [];
  await inScene({ dialects: { [name]: value } }, async (scene) => {
    for (const [title, story, pool] of stories)
      await tell(scene, story, pool).catch((error: unknown) => failures.push(`${title}: ${error}`));
  });
  expect(failures).toEqual([]);
});

test.each([
  ["a field that nobody knows", { size: 1, colour: "red" }, "ExpandDesktopPool does not know body.colour"],
  ["a field of another type", { size: "1" }, "size: must be integer"],
  ["no field", {}, "size: must have required properties"],
])("a request with %s would be seen", (_what, body, fault) => {
  const seen = { operation: "ExpandDesktopPool", line: "", query: {}, body, status: 200 };
  expect(faultOf(seen)).toContain(fault);
  expect(faultOf({ ...seen, body: { size: 1 }, query: { limt: "1" } })).toContain("does not know limt");
  expect(faultOf({ ...seen, body: { size: 1 }, status: 201 })).toContain("is not answered by 201");
});

test("whoever may do nothing is told, call by call, which action the policy has to grant", async () => {
  const plain = stories.filter(([, { before, when }]) => before === undefined && when === undefined);
  await inScene({ deny: ["workspace:*"] }, async (scene) => {
    for (const [title, { operation, play }, name] of plain) {
      const error = await errorOf(play(scene.service, giveTo(scene, name), ""));
      const message = expect.stringContaining(`IAM action ${actions[operation]}`);
      expect([title, error]).toEqual([title, expect.objectContaining({ kind: "forbidden", message })]);
    }
  });
});

async function inScene(options: Parameters<typeof openScene>[0], work: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await openScene(options);
  try {
    await work(scene);
  } finally {
    await scene.simulator.close();
  }
}
