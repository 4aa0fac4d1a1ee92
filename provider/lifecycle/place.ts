/**
 * Where a resource lives. Every operation on what exists works at the place that the outputs name, whatever the
 * configuration says now: a 404 of another project must never read as "gone".
 */
import type { Context, Given, Place, Plain, Where } from "./hooks.ts";
import { isUnknown } from "./unknowns.ts";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;

export const whereOf = (args: Plain): Where => ({
  region: text(args.region),
  projectId: text(args.projectId),
  endpoint: text(args.endpoint),
  profile: text(args.profile),
});

export function placeOf(outs: Plain): Place | undefined {
  const place = outs.place;
  if (typeof place !== "object" || place === null) return undefined;
  const region = text(Reflect.get(place, "region"));
  const projectId = text(Reflect.get(place, "projectId"));
  return region === undefined || projectId === undefined ? undefined : { region, projectId };
}

/** The service at the place of what exists. Endpoint and profile may change: they are a way and who asks, not a place. */
export function connectAt(context: Context, outs: Plain, args: Plain = outs): ReturnType<Context["connect"]> {
  const { endpoint, profile } = whereOf(args);
  return context.connect({ ...placeOf(outs), endpoint, profile });
}

export interface Elsewhere {
  readonly field: "region" | "projectId";
  /** The resource's own argument changed: with the consents of a replacement that is a move. */
  readonly own: boolean;
  /** Both places, and where each came from. */
  readonly where: string;
  /** The same, with what to do about a resource that could be made anew at the other place. */
  readonly words: string;
}

/** Where configuration or arguments point, if that is not where the resource is. Values that are not given never differ. */
export function elsewhere(context: Context, outs: Plain, news: Plain): Elsewhere[] {
  const place = placeOf(outs);
  if (place === undefined) return [];
  const given = givenBy(context, news);
  if (typeof given === "string") return [{ field: "region", own: false, where: given, words: given }];
  return (["region", "projectId"] as const).flatMap((field) => {
    const there = given[field];
    if (there === undefined || there.value === place[field] || isOpen(news, field)) return [];
    const where = bothPlaces(field, there, place[field]);
    return [{ field, own: text(news[field]) !== undefined, where, words: where + howToMove(field) }];
  });
}

/** For `diff`: the one that a refresh makes shows what has changed on the service, and that is not where a command points. */
export const elsewhereInPreview = (context: Context, outs: Plain, news: Plain): Elsewhere[] =>
  context.run.wasChecked(text(news.resourceUrn) ?? "") ? elsewhere(context, outs, news) : [];

/** What a preview does not know yet may turn out to be the place: the update looks again. */
const isOpen = (news: Plain, field: "region" | "projectId"): boolean =>
  isUnknown(news[field]) || (news[field] === undefined && isUnknown(news.profile));

/** A setting that cannot be read is a refusal like any other: `diff` never throws, or it would block a refresh. */
function givenBy(context: Context, news: Plain): ReturnType<Context["given"]> | string {
  try {
    return context.given(whereOf(news));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const bothPlaces = (field: string, given: Given, is: string): string =>
  `this resource is in ${field} ${is} (from its state), but ${given.from} says ${given.value}: set it back to ${is}`;

const howToMove = (field: string): string =>
  `; to move the resource, give it its own \`${field}\` argument, after one \`pulumi up\` that only sets \`allowReplace: true\` and \`forceDestroy: true\``;

/** What `check` sees of it: both programs state a place, and not the same. */
export function movedArguments(
  olds: Plain,
  news: Plain,
): { field: "region" | "projectId"; from: string; to: string }[] {
  return (["region", "projectId"] as const).flatMap((field) => {
    const from = text(olds[field]);
    const to = text(news[field]);
    return from === undefined || to === undefined || from === to ? [] : [{ field, from, to }];
  });
}
