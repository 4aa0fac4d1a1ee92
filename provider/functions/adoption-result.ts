/** What `adoptProgram` answers. */
import type { PlaceResult } from "./results.ts";

/**
 * What a program declares, as data.
 *
 * @source this package
 */
export interface AdoptedResource {
  /** The class that is constructed. */
  type: "DesktopPool" | "PoolVolumeSet";
  /** Name of the resource in the program. */
  name: string;
  /** Its arguments. A set's `pool` is not among them: it is the DesktopPool beside it. */
  args: Record<string, unknown>;
}

/**
 * A program that takes over an existing pool, and what it is made of.
 *
 * @source this package
 */
export interface AdoptProgramResult {
  /** Id of the pool. */
  poolId: string;
  /** Its exact name. */
  name: string;
  /** Where it is. */
  place: PlaceResult;
  /** Language of the program. */
  language: "typescript" | "javascript";
  /** The text, ready for a file. */
  program: string;
  /** What the program declares, as data: the set's `pool` is the DesktopPool beside it. */
  resources: AdoptedResource[];
  /** What to know or to do before the first `pulumi up`; the program says it in its first lines too. */
  remarks: string[];
}
