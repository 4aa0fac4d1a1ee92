/**
 * Words that can be a region. A region is a free word, because new ones open without asking us; but a slip would be told
 * only by a host that cannot be found, or worse, by another region that answers.
 */
import { distance } from "fastest-levenshtein";
import type { Given } from "./sources.ts";
import { wrong } from "./sources.ts";

/**
 * Regions with Workspace and the city that people call them by.
 * Huawei's Node SDK (WorkspaceRegion) and the pages "Endpoints" of the Workspace API reference; cities by "Regions and Endpoints".
 */
const knownRegions: Readonly<Record<string, string>> = {
  "cn-north-4": "beijing",
  "cn-north-9": "ulanqab",
  "cn-north-11": "ulanqab auto",
  "cn-east-3": "shanghai",
  "cn-east-5": "qingdao",
  "cn-south-1": "guangzhou",
  "cn-southwest-2": "guiyang",
  "ap-southeast-1": "hong kong",
  "ap-southeast-2": "bangkok",
  "ap-southeast-3": "singapore",
  "la-south-2": "santiago",
  "la-north-2": "mexico city 2",
  "na-mexico-1": "mexico city",
  "sa-brazil-1": "sao paulo",
  "af-south-1": "johannesburg",
  "af-north-1": "cairo",
  "me-east-1": "riyadh",
  "tr-west-1": "istanbul",
  "eu-west-101": "dublin",
};

export const isKnownRegion = (word: string): boolean => word in knownRegions;

/** `ap-southeast-1`, `na-mexico-1`, and what opens next year: letters, letters, a number. */
const publicRegion = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
/** It becomes part of a host. */
const hostLabel = /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/;

/** Refuses what cannot be a region. Another cloud, with an endpoint of its own, may name its regions as it likes. */
export function checkedRegion(region: Given, { ofPublicCloud }: { readonly ofPublicCloud: boolean }): Given {
  const { value, from } = region;
  const meant = nearestRegion(value);
  const isSlip = meant !== undefined && meant !== value && plain(meant) === plain(value);
  if (!isSlip && hostLabel.test(value) && (!ofPublicCloud || publicRegion.test(value))) return region;
  const form = "a region is written like ap-southeast-1, in small letters with hyphens and a number at the end";
  throw wrong(`region is "${value}" (from ${from}): ${form}; ${remedy(meant)}.`);
}

/** A word of the right form with a place that no known region has, though one is near: probably a slip, perhaps a new region. */
export function doubtfulRegion({ value, from }: Given): string | undefined {
  const known = Object.keys(knownRegions);
  if (known.some((region) => letters(region) === letters(value))) return undefined;
  const near = known.find((region) => distance(letters(region), letters(value)) <= 1);
  if (near === undefined) return undefined;
  return `region is "${value}" (from ${from}), which this release does not know; if ${near} is meant, correct it`;
}

function remedy(meant: string | undefined): string {
  if (meant !== undefined) return `write "${meant}"`;
  return `known ones are ${Object.keys(knownRegions).join(", ")}; another cloud needs its \`endpoint\` and \`iamEndpoint\``;
}

/** By its id or its city, with a slip in every third letter at most. */
function nearestRegion(word: string): string | undefined {
  const said = plain(word);
  const ranked = Object.entries(knownRegions)
    .map(([id, city]) => ({ id, slips: Math.min(distance(said, plain(id)), distance(said, plain(city))) }))
    .sort((a, b) => a.slips - b.slips);
  const [best] = ranked;
  return best !== undefined && best.slips * 3 <= said.length ? best.id : undefined;
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const letters = (region: string): string => region.replace(/-\d+$/, "");
