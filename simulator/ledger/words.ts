// The ledger as a person reads it: one line for each effect and for each call that was refused or spoilt.

import type { Call, Effect, EffectKind, LedgerView } from "./ledger.ts";

export function ledgerWords(view: LedgerView): string {
  const told = view.calls.filter(({ status, fault }) => status >= 400 || status === 0 || fault !== undefined);
  const lines = [...view.effects.map(effectLine), ...told.map(callLine)].sort((a, b) => a.seq - b.seq);
  const head = view.forgotten ? [`(${view.forgotten.effects} effects before these are kept no more)`] : [];
  const lost = view.effects.reduce((sum, { dataLostGb = 0 }) => sum + dataLostGb, 0);
  return [...head, ...lines.map(({ text }) => text), `data lost: ${lost} GB`, ""].join("\n");
}

interface Line {
  readonly seq: number;
  readonly text: string;
}

const lineOf = ({ seq, at, actor }: Effect | Call, words: string): Line => ({
  seq,
  text: `#${seq} ${at} ${actor}: ${words}`,
});

function effectLine(effect: Effect): Line {
  const job = effect.jobId === undefined || effect.kind.startsWith("job-") ? "" : ` [job ${effect.jobId.slice(0, 8)}]`;
  return lineOf(effect, `${(sentences[effect.kind] ?? told)(effect)}${job}`);
}

type Sentence = (effect: Effect) => string;

const told: Sentence = ({ kind, detail }) => `${kind}${detail ? `: ${detail}` : ""}`;
const pool = ({ poolName, pool: id }: Effect) => `pool ${poolName ?? id}`;
const desktop = ({ desktopName, desktop: id }: Effect) => `desktop ${desktopName ?? id}`;
const disk = ({ disk: id, volume, type, size }: Effect) => `disk ${id ?? volume} (${type}, ${size} GB)`;
const why = ({ detail }: Effect) => (detail ? ` (${detail})` : "");

const sentences: { readonly [K in EffectKind]?: Sentence } = {
  "pool-created": (effect) => `made ${pool(effect)}`,
  "pool-updated": (effect) => `changed ${pool(effect)}${why(effect)}`,
  "pool-deleted": (effect) => `deleted ${pool(effect)}`,
  "desktop-created": (effect) => `made ${desktop(effect)} in ${pool(effect)}`,
  "desktop-updated": (effect) => `changed ${desktop(effect)}${why(effect)}`,
  "desktop-state": (effect) => `${desktop(effect)}: ${stateWords(effect)}`,
  "desktop-rebuilt": (effect) => `rebuilt ${desktop(effect)}: ${effect.detail}`,
  "desktop-deleted": (effect) => `deleted ${desktop(effect)} of ${pool(effect)}`,
  "disk-added": (effect) => `added ${disk(effect)} to ${pool(effect)}`,
  "disk-expanded": (effect) => `enlarged ${disk(effect)} of ${pool(effect)} from ${effect.fromSize} GB`,
  "disk-updated": (effect) => `changed ${disk(effect)} of ${pool(effect)}${why(effect)}`,
  "disk-deleted": (effect) => `deleted ${disk(effect)} from ${pool(effect)}${why(effect)}`,
  "desktop-disk-added": (effect) => `gave ${disk(effect)} to ${desktop(effect)}`,
  "desktop-disk-expanded": (effect) => `enlarged ${disk(effect)} of ${desktop(effect)} from ${effect.fromSize} GB`,
  "desktop-disk-updated": (effect) => `changed ${disk(effect)} of ${desktop(effect)}${why(effect)}`,
  "desktop-disk-deleted": (effect) =>
    `deleted ${disk(effect)} of ${desktop(effect)}: ${effect.dataLostGb ?? 0} GB of data lost`,
  "users-emailed": (effect) => `told ${effect.detail} by mail that ${desktop(effect)} is gone`,
  "user-deleted": (effect) => `deleted user ${effect.detail}, who had ${desktop(effect)} last`,
  "users-notified": (effect) => `showed on ${desktop(effect)}: ${effect.detail}`,
  "order-placed": (effect) => `placed order ${effect.detail} for ${pool(effect)}`,
  "order-refused": (effect) => `could not place order ${effect.detail} for ${pool(effect)}`,
  "job-started": (effect) => `job ${effect.jobId} started: ${effect.detail}`,
  "job-ended": (effect) => `job ${effect.jobId} ended: ${effect.detail}`,
};

const stateNames: Readonly<Record<string, string>> = { taskStatus: "task", loginStatus: "login" };

function stateWords({ set = {} }: Effect): string {
  const words = Object.entries(set).map(([name, value]) => `${stateNames[name] ?? name} ${String(value) || "none"}`);
  return words.join(", ");
}

function callLine(call: Call): Line {
  const { method, path, status, errorCode, fault } = call;
  const end = status === 0 ? "no answer" : [status, errorCode].filter(Boolean).join(" ");
  return lineOf(call, `${method} ${path} -> ${end}${fault ? ` [fault ${fault}]` : ""}`);
}
