/**
 * `rebuild`: the word that allows another image. It names the image, counts while it is not in the state, and is spent when the
 * pool has that image; so one that stays in a program never makes disks anew a second time.
 */
import type { Plain } from "../../hooks.ts";
import { hasUnknown } from "../../unknowns.ts";
import { unfinishedOf } from "../state/state.ts";

/** What only a refresh writes: the image of the pool that no `up` of this program has brought about to its end. */
export const imageFound = "imageFound";

/** The same, in the outputs of an `up` that failed before it has brought the image to its end: without it the next one would be refused. */
export function stillFound(olds: Plain, inputs: Plain): Plain {
  const isSame = inputs.imageId === olds.imageId && inputs.rebuild === olds.rebuild;
  return isSame && olds[imageFound] !== undefined ? { [imageFound]: olds[imageFound] } : {};
}

/** Whether another image may be given to desktops now. */
export function isRebuild(olds: Plain, news: Plain): boolean {
  if (!isKnown(news) || news.rebuild !== news.imageId || news.rebuild === olds.rebuild) return false;
  return news.imageId !== olds.imageId || isOpen(olds, news);
}

/** The same, as far as a preview can tell that does not know the image, or the word, yet. */
export function mayRebuild(olds: Plain, news: Plain): boolean {
  if (isKnown(news) || news.rebuild === undefined || news.rebuild === olds.rebuild) return false;
  return hasUnknown(news.imageId) || isOpen(olds, news);
}

/** The same image again, because the run that gave it to the pool was interrupted: desktops may lack it. */
export const isOpenRebuild = (olds: Plain, news: Plain): boolean =>
  isRebuild(olds, news) && news.imageId === olds.imageId;

/** An interrupted rebuild: the image stands in the state already, and desktops may lack it. */
const isOpen = (olds: Plain, { imageId }: Plain): boolean =>
  olds[imageFound] === imageId || unfinishedOf(olds).behind?.some(({ path }) => path === "imageId") === true;

const isKnown = ({ rebuild, imageId }: Plain): boolean =>
  typeof rebuild === "string" && !hasUnknown(rebuild) && !hasUnknown(imageId);

/** A word that means nothing is told the first time that it stands there. */
export function rebuildRefusals(olds: Plain, news: Plain): string[] {
  if (!isKnown(news) || news.rebuild === olds.rebuild || isRebuild(olds, news)) return [];
  const said = `rebuild: ${JSON.stringify(news.rebuild)} is given`;
  if (news.rebuild !== news.imageId)
    return [
      `${said}, but imageId is ${JSON.stringify(news.imageId)}: write the same image in both to make the system disks of the desktops anew with it, or remove \`rebuild\``,
    ];
  return [
    `${said}, but imageId does not change: desktops are rebuilt only with another image; remove \`rebuild\`, or change both`,
  ];
}

/** What to do instead of a change of the image that nobody has allowed. */
export function imageWords(olds: Plain, from: unknown, to: unknown): string {
  const back = `set it back to ${JSON.stringify(from)}`;
  const what = "which makes the system disks of the desktops anew, and what is on them is lost (data disks stay)";
  if (olds.rebuild === to)
    return `${what}: ${back}; consent \`rebuild: ${JSON.stringify(to)}\` was spent: to use it again, first run one \`pulumi up\` with \`imageId: ${JSON.stringify(from)}\` and without \`rebuild\``;
  return `${what}: ${back}, or write \`rebuild: ${JSON.stringify(to)}\` beside it`;
}
