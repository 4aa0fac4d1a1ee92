/** The limit of disks of a pool, or of a desktop. Every disk there counts, whoever added it. */
import { ownerOf } from "./owners.ts";
import type { Question, Refusal, Step } from "./types.ts";
import { hostWord, strangeDisk, theHost } from "./words.ts";

/** What the pool has given a desktop takes room as well. */
const there = ({ known: { volumes, desktop } }: Question): number => volumes.length + (desktop?.ofPool ?? 0);

const count = (steps: readonly Step[], kind: Step["kind"]): number => steps.filter((s) => s.kind === kind).length;

export function needsRoom(steps: readonly Step[], question: Question): boolean {
  return there(question) + count(steps, "add") > question.limits.maxVolumes && count(steps, "delete") > 0;
}

export function tooMany(steps: readonly Step[], question: Question): Refusal[] {
  const { known, limits } = question;
  const adds = steps.flatMap((s) => (s.kind === "add" ? [JSON.stringify(s.key)] : []));
  const after = there(question) + adds.length - count(steps, "delete");
  const excess = after - limits.maxVolumes;
  if (adds.length === 0 || excess <= 0) return [];
  const others = undeclared(steps, question).map(strangeDisk);
  const ofPool = known.desktop?.ofPool ?? 0;
  const listed = [
    ...(ofPool === 0 ? [] : [`, of which ${ofPool === 1 ? "1 is" : `${ofPool} are`} of its pool`]),
    ...(others.length === 0 ? [] : [`, of which in no key: ${others.join(", ")}`]),
  ].join("");
  const whole = `with ${adds.join(", ")} ${theHost(known)} would have ${after} data disks${listed}`;
  return [{ reason: `${whole}; a ${hostWord(known)} has at most ${limits.maxVolumes}: remove ${excess}` }];
}

/** `onUndeclared: "fail"`: nothing is changed beside a disk that the program does not name. What the old inputs do not show, nobody refuses. */
export function strangers(steps: readonly Step[], question: Question): Refusal[] {
  if (question.onUndeclared !== "fail") return [];
  const released = new Set(
    steps.flatMap((s) => (s.kind === "takeOver" && s.releases !== undefined ? [s.releases] : [])),
  );
  const others = [...undeclared(steps, question), ...question.known.volumes.filter((v) => released.has(v.id))];
  if (others.length === 0) return [];
  const listed = `${theHost(question.known)} would have disks that are in no key: ${others.map(strangeDisk).join(", ")}`;
  const ways =
    'write the `id` of each under a key to take it over, delete it in the console, or set `onUndeclared: "report"`';
  return [{ reason: `${listed}; \`onUndeclared\` is "fail": ${ways}` }];
}

/** Disks that are in no key after the plan. A key that leaves the program is still one that a person knows. */
function undeclared(steps: readonly Step[], question: Question) {
  const claimed = new Set(Object.values(question.claims.volumeIds));
  for (const step of steps) if (step.kind === "recover" || step.kind === "delete") claimed.add(step.volume.id);
  return question.known.volumes.filter((v) => !claimed.has(v.id) && ownerOf(v.id, question) === undefined);
}
