/** Reads a program's arguments: their shape by a schema, and words that name the field, the value, what is allowed and what to do. */
import { z } from "zod";
import { allowed, isWhat, nearest, place, unknownField, wrongKey } from "./field-words.ts";
import { isUnknown } from "./unknowns.ts";

/** A field that a preview may not know yet. */
export function known<T extends z.ZodType>(schema: T): z.ZodType<z.infer<T>> {
  // The unknown stays in the inputs as it is; whoever reads typed values asks `hasUnknown` first.
  return z.any().superRefine((value, context) => {
    if (isUnknown(value)) return;
    const parsed = schema.safeParse(value);
    if (!parsed.success)
      for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: "custom", params: { issue } });
  });
}

/** `"90m"`, `"2h"`, `"45s"`: milliseconds. */
export function durationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})(s|m|h|d)$/.exec(text) ?? [];
  const ms = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit ?? ""];
  return amount === undefined || ms === undefined || Number(amount) === 0 ? undefined : Number(amount) * ms;
}

export const duration = z.string().refine((text) => durationMs(text) !== undefined, {
  error: 'has to be a whole number with s, m, h or d, such as "90m"',
});

export const timeouts = z.strictObject({
  create: known(duration).optional(),
  update: known(duration).optional(),
  delete: known(duration).optional(),
});

/** Arguments that every resource takes. */
export const commonFields = {
  region: known(z.string().min(1)).optional(),
  projectId: known(z.string().min(1)).optional(),
  endpoint: known(z.string().min(1)).optional(),
  profile: known(z.string().min(1)).optional(),
  timeouts: known(timeouts).optional(),
  recoverWithin: known(duration).optional(),
  allowReplace: known(z.boolean()).optional(),
  identity: known(z.string()).optional(),
  resourceUrn: known(z.string()).optional(),
};

export interface Shape {
  /** The words of the fields at each place, for the nearest right one: `""` is the top, `volumes.*` a disk. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** One sentence for each thing that is wrong with the shape of `value`. */
export function shapeFailures(schema: z.ZodType, value: unknown, shape: Shape): string[] {
  const lost = lostKeys(value, []);
  const parsed = schema.safeParse(value);
  const issues = parsed.success ? [] : oneForEachPlace(parsed.error.issues.map(unwrapped));
  const meant = new Set(issues.flatMap((issue) => meantFields(issue, shape)));
  const isMisspelt = ({ path }: Issue) => at(value, path) === undefined && meant.has(place(path));
  return [...lost, ...issues.filter((issue) => !isMisspelt(issue)).flatMap((issue) => sentences(issue, value, shape))];
}

type Issue = z.core.$ZodIssue;

/** The fields that unknown ones stand for: to call these missing too would be the same mistake twice. */
function meantFields(issue: Issue, shape: Shape): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  return issue.keys.flatMap((key) => {
    const near = nearest(key, namesAt(issue.path, shape));
    return near === undefined ? [] : [place([...issue.path, near])];
  });
}

const namesAt = (path: readonly PropertyKey[], { names }: Shape): readonly string[] =>
  names[path.map((p, i) => (i === 1 ? "*" : String(p))).join(".")] ?? [];

/** Assigned to an object, this name sets its prototype and is gone: a disk of that name would be forgotten and made anew. */
function lostKeys(value: unknown, path: readonly PropertyKey[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "__proto__"
      ? [`${place([...path, key])} cannot be used as a name: JavaScript loses it; choose another one`]
      : lostKeys(inner, [...path, key]),
  );
}

/** An empty text is too short and has the wrong letters: one sentence says it. */
function oneForEachPlace(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const where = JSON.stringify(issue.path.map(String));
    if (issue.code === "unrecognized_keys") return true;
    if (seen.has(where)) return false;
    seen.add(where);
    return true;
  });
}

/** What `known` put around an issue is taken off; the outermost path is the whole one. */
function unwrapped(issue: Issue): Issue {
  const inner: unknown = issue.code === "custom" ? issue.params?.issue : undefined;
  return isIssue(inner) ? unwrapped({ ...inner, path: issue.path }) : issue;
}

const isIssue = (value: unknown): value is Issue =>
  typeof value === "object" && value !== null && "code" in value && "path" in value;

function sentences(issue: Issue, value: unknown, shape: Shape): string[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(path, key, namesAt(path, shape)));
  if (issue.code === "invalid_key") return [wrongKey(path)];
  const found = at(value, path);
  return [`${place(path)} ${isWhat(found)}; ${allowed(issue, found)}`];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (v, key) => (typeof v === "object" && v !== null ? Reflect.get(v, key) : undefined),
    value,
  );
}
