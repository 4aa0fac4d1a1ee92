/** Which of product and image an update gives to the pool and its desktops, and which desktops are to follow. */
import type { HandleType } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown } from "../../unknowns.ts";
import { unfinishedOf } from "../state/state.ts";
import type { Following } from "./follow.ts";
import { isRebuild } from "./rebuild.ts";
import { isSame } from "./same.ts";
import { mapOf } from "./values.ts";

interface Programs {
  readonly olds: Plain;
  readonly news: Plain;
}

/** In the order of the calls. */
export function followings({ olds, news }: Programs): Following[] {
  const { behind = [] } = unfinishedOf(olds);
  const wanted = { productId: isResize(olds, news), imageId: isRebuild(olds, news) };
  return (["productId", "imageId"] as const).flatMap((path) => {
    const to = news[path];
    if (!wanted[path] || typeof to !== "string" || hasUnknown(to)) return [];
    const left = behind.find((b) => b.path === path && b.to === to)?.desktops.map((d) => d.desktopId);
    return [{ path, to, handleType: handleTypeOf(news, path), ...(left === undefined ? {} : { behind: left }) }];
  });
}

const isResize = (olds: Plain, news: Plain): boolean =>
  !isSame("productId", olds.productId, news.productId) ||
  unfinishedOf(olds).behind?.some(({ path }) => path === "productId") === true;

const policies = { productId: "resizePolicy", imageId: "rebuildPolicy" } as const;

/** All desktops, unless said: a change that some follow and some do not has to be asked for. */
export function handleTypeOf(news: Plain, path: Following["path"]): HandleType {
  const { handleType } = mapOf(news[policies[path]]);
  return handleType === "ONLY_FOR_EXPAND" || handleType === "FOR_EXPAND_AND_IDLE" ? handleType : "FOR_EXPAND_AND_ALL";
}
