/** How requests are sent: certificates and the request budget. */
import { defaultRequestsPerSecond } from "../workspace/requests/limiter.ts";
import { type ConfigSources, type Given, setting, wrong } from "./sources.ts";

export interface Option<T> {
  readonly value: T;
  readonly from: string;
}

/** `insecure` accepts any certificate, `caFile` one authority: together nobody could say what is trusted. */
export function certificateOptions(sources: ConfigSources): { insecure: Option<boolean>; caFile: Given | undefined } {
  const insecure = truth("insecure", sources);
  const caFile = setting("caFile", sources);
  if (!insecure.value || caFile === undefined) return { insecure, caFile };
  throw wrong(
    `insecure is true (from ${insecure.from}) and caFile is set (from ${caFile.from}): the one accepts any certificate, the other trusts one authority; remove one of the two.`,
  );
}

/** Terraform's provider takes 1 and 0 too. */
const truths: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

function truth(name: "insecure", sources: ConfigSources): Option<boolean> {
  const found = setting(name, sources);
  if (found === undefined) return { value: false, from: "the default" };
  const value = truths[found.value.toLowerCase()];
  if (value !== undefined) return { value, from: found.from };
  throw wrong(`${name} is "${found.value}" (from ${found.from}): only true and false are allowed; correct it.`);
}

/** Below, an operation would end before its requests are sent; above, the budget protects nothing: the service takes 200 a minute. */
const rates = { least: 0.1, most: 1000 };

export function requestsPerSecond(sources: ConfigSources): Option<number> {
  const found = setting("maxRequestsPerSecond", sources);
  if (found === undefined) return { value: defaultRequestsPerSecond, from: "the default" };
  const value = /^\d+(\.\d+)?$/.test(found.value) ? Number(found.value) : Number.NaN;
  if (value >= rates.least && value <= rates.most) return { value, from: found.from };
  throw wrong(
    `maxRequestsPerSecond is "${found.value}" (from ${found.from}): a number from ${rates.least} to ${rates.most} is allowed; correct it, or remove it for the default of ${defaultRequestsPerSecond}.`,
  );
}
