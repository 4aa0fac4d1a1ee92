/** Changes that no call makes in place, and those that need a word which is not there: another value is another pool. */
import type { Plain } from "../../hooks.ts";
import { hasUnknown } from "../../unknowns.ts";
import { ofTheCreation } from "./field-table.ts";
import { imageWords, isRebuild } from "./rebuild.ts";
import { isSame, orDefault } from "./same.ts";
import { valueAt } from "./values.ts";

export interface FixedChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly words: string;
}

/** What a preview does not know yet is not a change. */
export function fixedChanges(olds: Plain, news: Plain): FixedChange[] {
  return ofTheCreation.flatMap(({ path }) => {
    const from = orDefault(path, valueAt(olds, path));
    const to = orDefault(path, valueAt(news, path));
    if (hasUnknown(to) || isSame(path, from, to) || isCarried(path, olds, news)) return [];
    return [{ path, from, to, words: wordsOf(olds, path, from, to) }];
  });
}

/** Whether a call of this update brings the change about. */
function isCarried(path: string, olds: Plain, news: Plain): boolean {
  if (path === "productId") return true;
  if (path === "flavorId") return olds.productId !== news.productId;
  return (path === "imageId" || path === "imageType") && isRebuild(olds, news);
}

const replaceWay =
  "to replace the pool, with all desktops and data, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it, and `forceDestroy: true` on every PoolVolumeSet on it";

function wordsOf(olds: Plain, path: string, from: unknown, to: unknown): string {
  const changes = `${path} changes from ${told(from)} to ${told(to)}`;
  if (path === "imageId") return `${changes}, ${imageWords(olds, from, to)}; ${replaceWay}`;
  const back = from === undefined ? "remove it" : `set it back to ${told(from)}`;
  const beside = { flavorId: ", or change `productId` too", imageType: ", or change `imageId` too, with `rebuild`" };
  const also = path === "flavorId" || path === "imageType" ? beside[path] : "";
  return `${changes}, which no call of the service does in place: ${back}${also}; ${replaceWay}`;
}

const told = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
