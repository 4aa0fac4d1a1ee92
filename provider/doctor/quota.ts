/** What the project may still have. */
import type { Quota, Quotas } from "../workspace/types.ts";
import { type Line, ok, warning } from "./line.ts";

/** No limit. */
const endless = -1;

export function quotaLines({ resources }: Quotas): Line[] {
  const limited = resources.filter(({ quota }) => quota !== endless);
  const full = limited.filter(({ quota, used }) => used >= quota);
  if (full.length === 0) return [ok("quota", limited.length === 0 ? "no limits" : limited.map(told).join(", "))];
  return full.map((one) =>
    warning(
      "quota",
      `${told(one)}: nothing more of it can be made; delete some, or ask for more in the console (Quotas)`,
    ),
  );
}

const told = ({ type, quota, used, unit }: Quota): string =>
  `${type} ${used} of ${quota}${unit === undefined ? "" : ` ${unit}`}`;
