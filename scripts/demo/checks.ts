// What has to be true of the ledger after the demo. Each check is a sentence; the demo fails if one is not so.

import type { Call, Chapter, Effect } from "./ledger.ts";

export interface Check {
  readonly words: string;
  readonly holds: boolean;
}

/** The steps of the demo by name, and how many pools the service has at the end. */
export interface Story {
  readonly chapters: readonly Chapter[];
  readonly poolsLeft: number;
}

export function judge({ chapters, poolsLeft }: Story): Check[] {
  const all = join(chapters);
  const at = (name: string) => join(chapters.filter((chapter) => chapter.name === name));
  const check = (words: string, holds: boolean): Check => ({ words, holds });
  return [
    check("one pool was made", of("pool-created", all).length === 1),
    check("the two named disks were added in one call", addedTogether(at("up"))),
    check(
      "`data` was expanded in place, from 100 to 120 GB: the same id, on every desktop",
      grown(at("up"), at("change")),
    ),
    check("`scratch` was deleted, and no other disk", scratchDeleted(at("up"), at("change"))),
    check("`logs` was added", specs(of("disk-added", at("change"))) === "SAS 30"),
    check("no disk was touched twice in the same way", touchedOnce(all)),
    check("the first preview made no call at all", made("preview", 0, chapters)),
    check("the second preview was empty and made no call at all", made("empty preview", 0, chapters)),
    check("the refused shrink made no call at all", made("refused shrink", 0, chapters)),
    check("no other change was asked for, and none was refused by the service", onlyThese(all.calls)),
    check("everything is gone: pool, desktops and disks", everythingGone(all, poolsLeft)),
  ];
}

type Part = Omit<Chapter, "name">;

const join = (chapters: readonly Chapter[]): Part => ({
  calls: chapters.flatMap(({ calls }) => calls),
  effects: chapters.flatMap(({ effects }) => effects),
});

const of = (kind: string, { effects }: Part): Effect[] => effects.filter((effect) => effect.kind === kind);
const specs = (effects: readonly Effect[]): string =>
  effects
    .map(({ type, size }) => `${type} ${size}`)
    .sort()
    .join();
const idOf = (spec: string, part: Part): string | undefined =>
  of("disk-added", part).find((effect) => specs([effect]) === spec)?.disk;

function addedTogether(up: Part): boolean {
  const added = of("disk-added", up);
  return specs(added) === "SAS 100,SSD 50" && new Set(added.map(({ requestId }) => requestId)).size === 1;
}

function grown(up: Part, change: Part): boolean {
  const [expanded, ...others] = of("disk-expanded", change);
  const desktops = of("desktop-disk-expanded", change).filter(({ disk }) => disk === expanded?.disk).length;
  const isData = expanded?.disk !== undefined && expanded.disk === idOf("SAS 100", up);
  return others.length === 0 && isData && expanded.fromSize === 100 && expanded.size === 120 && desktops === 3;
}

function scratchDeleted(up: Part, change: Part): boolean {
  const [deleted, ...others] = of("disk-deleted", change);
  return others.length === 0 && deleted?.disk !== undefined && deleted.disk === idOf("SSD 50", up);
}

function touchedOnce({ effects }: Part): boolean {
  const touches = effects.filter(({ kind }) => kind.startsWith("disk-")).map(({ kind, disk }) => `${kind} ${disk}`);
  return touches.length > 0 && new Set(touches).size === touches.length;
}

/** False also when there was no such step. */
const made = (name: string, calls: number, chapters: readonly Chapter[]): boolean => {
  const found = chapters.filter((chapter) => chapter.name === name);
  return found.length === 1 && join(found).calls.length === calls;
};

const expected = [
  "CreateDesktopPool",
  "AddDesktopPoolVolumes",
  "ExpandDesktopPoolVolumes",
  "AddDesktopPoolVolumes",
  "DeleteDesktopPoolVolumes",
  "DeleteDesktopPoolVolumes",
  "BatchDeleteDesktops",
  "DeleteDesktopPool",
];

function onlyThese(calls: readonly Call[]): boolean {
  const changes = calls.filter((call) => call.change);
  const accepted = changes.every(({ status }) => status >= 200 && status < 300);
  return accepted && changes.map(({ operation }) => operation).join() === expected.join();
}

function everythingGone(all: Part, poolsLeft: number): boolean {
  const same = (made: string, gone: string) => of(made, all).length === of(gone, all).length;
  const pairs = [
    ["pool-created", "pool-deleted"],
    ["desktop-created", "desktop-deleted"],
    ["disk-added", "disk-deleted"],
  ];
  return poolsLeft === 0 && pairs.every(([made = "", gone = ""]) => same(made, gone));
}
