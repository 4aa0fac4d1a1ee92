// The stage of stories about all four resources at once: a pool, a set on it, a set on one of its desktops, and a desktop that has to go.

import { expect } from "@jest/globals";
import type { Stack } from "../../scripts/pulumi/stack.ts";
import { poolArgs } from "./office.ts";
import { openStory, type Story } from "./story.ts";

type Args = Readonly<Record<string, unknown>>;

/** Resources by the names they have in the program. */
export interface Four<T> {
  office: T;
  disks: T;
  archive: T;
  broken: T;
}

export interface FourStory extends Story {
  /** Writes the program of all four, with arguments and options (as a program writes them: `protect: true`) beside the usual ones, and more lines. */
  declare(args?: Partial<Four<Args>>, options?: Partial<Four<string>>, rest?: Rest): void;
  /** What the state holds of each resource. A command that is refused may change nothing of it. */
  stored(stack?: Stack): Promise<{ urn: string; id: string; outputs: Args }[]>;
  /** The service holds nothing of it any more. */
  expectNothingLeft(): void;
}

interface Rest {
  /** More lines of the program. */
  lines?: string;
  /** What is not in the program. */
  without?: readonly ("archive" | "broken")[];
}

/** Without the consents only a service that keeps everything is right. */
export const consents = {
  office: { forceDestroy: true },
  disks: { forceDestroy: true },
  archive: { forceDestroy: true },
};

/** An office whose pool and disks are made, so that there are desktops to name; the other two come with the first `declare`. */
export async function openFour(name: string, args: Partial<Four<Args>> = {}): Promise<FourStory> {
  const story = await openStory(name, programOf({ args: { office: args.office ?? {}, disks: args.disks ?? {} } }));
  await story.does("up");
  const [kept, gone] = story.simulator.state().pools[0]?.desktops ?? [];
  if (kept === undefined || gone === undefined) throw new Error("the pool has no desktops");
  const desktops = { kept: kept.id, gone: { [gone.name]: gone.id } };
  return {
    ...story,
    declare: (more = {}, options = {}, { lines = "", without = [] } = {}) =>
      story.write(`${programOf({ args: { ...args, ...more }, options, desktops, without })}\n${lines}`),
    stored: (stack = story.stack) => storedIn(stack),
    expectNothingLeft: () => expect(story.simulator.state().pools).toEqual([]),
  };
}

interface Written {
  args: Partial<Four<Args>>;
  options?: Partial<Four<string>>;
  desktops?: { kept: string; gone: Args };
  without?: readonly string[];
}

function programOf({ args, options = {}, desktops, without = [] }: Written): string {
  const made = (kind: string, name: keyof Four<unknown>, usual: string) =>
    without.includes(name)
      ? ""
      : `new ${kind}("${name}", { ${usual} ...${JSON.stringify(args[name] ?? {})} }, { ${options[name] ?? ""} });`;
  const ofDesktops =
    desktops === undefined
      ? []
      : [
          made(
            "DesktopVolumeSet",
            "archive",
            `pool, desktopId: "${desktops.kept}", volumes: { old: { type: "SAS", size: 50 } },`,
          ),
          made("RetiredDesktops", "broken", `pool, desktops: ${JSON.stringify(desktops.gone)},`),
        ];
  const isOnFloor = Object.values(options).some((said) => said.includes("parent: floor"));
  return [
    `import * as pulumi from "@pulumi/pulumi";`,
    `import { DesktopPool, DesktopVolumeSet, PoolVolumeSet, RetiredDesktops } from "pulumi-huaweicloud-workspace";`,
    isOnFloor ? `const floor = new pulumi.ComponentResource("example:Floor", "floor");` : "",
    `const pool = ${made("DesktopPool", "office", `...${JSON.stringify(poolArgs)},`)}`,
    made("PoolVolumeSet", "disks", `pool, volumes: { data: { type: "SAS", size: 100 } },`),
    ...ofDesktops,
  ].join("\n");
}

export async function storedIn(stack: Stack): ReturnType<FourStory["stored"]> {
  const { state } = await stack.exportState();
  // A stack that holds nothing has no list of it.
  const resources: Args[] = Object(state).deployment.resources ?? [];
  const found = resources.flatMap(({ urn, id, outputs }) => {
    if (id === undefined || String(urn).includes("pulumi:providers")) return [];
    const { __provider: _, ...own } = Object(outputs);
    return [{ urn: String(urn), id: String(id), outputs: own }];
  });
  // What was replaced stands at another place in the list.
  return found.sort((a, b) => a.urn.localeCompare(b.urn));
}
