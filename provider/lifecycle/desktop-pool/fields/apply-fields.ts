/** In-place changes: one PUT with only the fields that the program changed, as far as the pool differs too. */
import type { Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import type { Draft, Goal } from "../state/draft.ts";
import { seenOf } from "../state/draft.ts";
import { changeable, changeBody, isMap, isSame, says, saysExactly } from "./changeable.ts";
import { putPool } from "./put.ts";
import { foreignTags, tagsToSend } from "./tags.ts";

export async function applyFields(goal: Goal, draft: Draft): Promise<void> {
  const { report, olds, news } = goal;
  const changes = changeable.flatMap((field) => changeOf(field, goal, seenOf(draft).pool));
  for (const { name } of changes.filter((c) => c.value === undefined))
    await report.note(`${name} left the program; the service cannot clear it, so it stays as it is`);
  const sent = Object.fromEntries(changes.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  if (Object.keys(sent).length > 0) await send(goal, draft, sent);
  for (const { name } of changeable) setOrDelete(draft.inputs, name, news[name]);
  for (const line of driftWords(olds, news, seenOf(draft).pool)) await report.note(line);
}

function setOrDelete(inputs: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete inputs[name];
  else inputs[name] = value;
}

interface FieldChange {
  readonly name: string;
  /** What is sent; nothing for a field that was taken away and that the service cannot clear. */
  readonly value: unknown;
}

type Field = (typeof changeable)[number];

function changeOf({ name, of, clear }: Field, { olds, news }: Goal, pool: Pool): FieldChange[] {
  if (isSame(name, news[name], olds[name])) return [];
  if (name === "tags") return tagChange(olds, news, pool);
  const value = news[name] ?? clear;
  return value !== undefined && isThere(value, olds[name], of(pool)) ? [] : [{ name, value }];
}

/** Equal in what the program says; of a group of fields, what left it must have left the pool too. */
function isThere(wanted: unknown, before: unknown, there: unknown): boolean {
  if (!isMap(wanted)) return says(wanted, there);
  const left = isMap(before) && isMap(there) ? Object.keys(before).filter((key) => !(key in wanted)) : [];
  return isMap(there) && says(wanted, there) && left.every((key) => !(key in there));
}

function tagChange(olds: Plain, news: Plain, pool: Pool): FieldChange[] {
  const value = tagsToSend(olds, news, pool);
  return saysExactly(value, pool.tags) ? [] : [{ name: "tags", value }];
}

async function send(goal: Goal, draft: Draft, values: Plain): Promise<void> {
  const { service, id, until, report } = goal;
  await report.note(`changes ${Object.keys(values).join(", ")} in place; no desktop is stopped`);
  for (const line of tagWords(goal, seenOf(draft).pool, values)) await report.note(line);
  const shows = (pool: Pool): boolean =>
    changeable.every(({ name, of }) => values[name] === undefined || saysExactly(values[name], of(pool)));
  const onAccepted = () => {
    draft.accepted = true;
  };
  await putPool(service, id, { change: changeBody(values), shows, onAccepted }, until);
  // What the outputs say of the pool, its name above all, is read after the change.
  const pool = await service.showDesktopPoolDetail(id, until);
  if (pool !== undefined) draft.seen = { ...seenOf(draft), pool };
}

function tagWords({ news }: Goal, pool: Pool, { tags }: Plain): string[] {
  if (tags === undefined) return [];
  if (pool.tags === undefined)
    return ["this region does not return tags: tags that others have put on the pool cannot be seen and are replaced"];
  const others = Object.keys(foreignTags(pool.tags, news.tags, tags));
  return others.length === 0 ? [] : [`tags of others stay on the pool: ${others.join(", ")}`];
}

/** What somebody else changed is not put back here: nobody saw it in a preview. */
function driftWords(olds: Plain, news: Plain, pool: Pool): string[] {
  const drifted = changeable.filter(({ name, of }) => {
    const there = of(pool);
    return news[name] !== undefined && there !== undefined && isSame(name, news[name], olds[name])
      ? !says(news[name], there)
      : false;
  });
  return drifted.length === 0
    ? []
    : [
        `pool ${pool.name} differs from the program in ${drifted.map((f) => f.name).join(", ")}, changed by somebody else; it was left so: \`pulumi refresh\` shows it`,
      ];
}
