/** The consent to make a pool anew: both words stand in the state, from an earlier `up`. */
import type { Plain } from "../../hooks.ts";

export const isConsented = (olds: Plain): boolean =>
  olds.allowReplace === true && (olds.forceDestroy === true || olds.forceDestroy === "with-disks");
