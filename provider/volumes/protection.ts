/** Which keys are protected. Protection holds from the moment that the program says so, whatever becomes of the key's disk. */
import type { Claims } from "./types.ts";

type Asked = Pick<Claims, "recorded" | "replacing">;

/** As the disk was last proven, or as the one is asked for that is taking its place. */
export const isProtected = (key: string, claims: Asked): boolean =>
  own(claims.recorded, key)?.deletionProtection === true || isSuccessorProtected(key, claims);

/** The new disk of a replacement under way is in no record yet; what was asked for is. */
export const isSuccessorProtected = (key: string, { replacing }: Pick<Claims, "replacing">): boolean =>
  own(replacing, key)?.declared.deletionProtection === true;

/** A plain object has a "constructor" that nobody declared. */
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
