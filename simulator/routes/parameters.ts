// The places in a path: how they are called on the wire, and what may stand there.

import { badParameter, codes, type Refusal, refuse } from "../model/refusal.ts";

const longest = 255;

/** `poolId` in the words of the API. */
export function wireName(parameter: string): string {
  return parameter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

type Parameters = Readonly<Record<string, string>>;

/** Where nothing stands, the path is another one, and nobody has published that. */
export function emptyPartRefusal(parameters: Parameters): Refusal | undefined {
  if (!Object.values(parameters).includes("")) return undefined;
  return refuse(404, codes.apiNotPublished, "a part of the path is empty: no API has been published there");
}

export function longPartRefusal(parameters: Parameters): Refusal | undefined {
  const long = Object.entries(parameters).find(([, value]) => value.length > longest);
  return long && badParameter(`${wireName(long[0])}: must not have more than ${longest} characters`);
}
