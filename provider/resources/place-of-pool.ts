/** Where a pool of this program is, a resource about it or about its desktops is too. */
import type { CommonArgs } from "./common-args.ts";
import { type DesktopPool, placeArgsOf } from "./desktop-pool.ts";

/** The arguments with the pool's place in them, as the program wrote it: it stays known in a preview that changes the pool. */
export function withPlaceOf<A extends CommonArgs>(name: string, pool: DesktopPool, args: A): A {
  const place = placeArgsOf(pool);
  for (const field of ["region", "projectId", "endpoint", "profile"] as const) {
    if (args[field] === undefined || args[field] === place[field]) continue;
    throw new Error(`${name}: ${field} is not the one of its pool: leave it out, the resource is where its pool is`);
  }
  return { ...args, ...place };
}
