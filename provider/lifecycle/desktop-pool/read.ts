/** The truth of a pool, under the same names. It warns, it never refuses. */
import type { Pool } from "../../workspace/types.ts";
import type { Context, Plain } from "../hooks.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { changeable, fixed, says } from "./changeable.ts";
import { argumentsOf, isThere, saidOf, unfinishedOf } from "./state.ts";
import { declaredTags } from "./tags.ts";

export async function read(
  context: Context,
  id: string,
  olds: Plain,
): Promise<{ id: string; props: Plain; inputs: Plain } | undefined> {
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + readWithinMs };
  const pool = await service.showDesktopPoolDetail(id, until);
  if (pool === undefined) return undefined;
  const desktops = await service.listPoolDesktopsDetail(id, until);
  const count = desktops.filter(isThere).length;
  const inputs = trueArguments(argumentsOf(olds), pool, count);
  const said = saidOf({ pool, desktops }, placeOf(olds) ?? service.place);
  return { id, inputs, props: { ...inputs, ...said, unfinished: stillUnfinished(olds, count) } };
}

/** Declared fields only, as the pool has them. More desktops than `size` is never drift: nobody may delete them for that. */
function trueArguments(said: Plain, pool: Pool, count: number): Plain {
  const read = [...changeable, ...fixed].flatMap(({ name, of }) => {
    const there = name === "tags" ? declaredTags(said.tags, pool) : of(pool);
    return said[name] === undefined || there === undefined || says(said[name], there)
      ? []
      : [[name, declaredPart(said[name], there)] as const];
  });
  const size =
    typeof said.size === "number" && said.enableAutoscale !== true ? { size: Math.min(said.size, count) } : {};
  return { ...said, ...Object.fromEntries(read), ...size };
}

/** Of a group of fields only those that the program states: the service fills in the others. */
function declaredPart(said: unknown, there: unknown): unknown {
  if (typeof said !== "object" || said === null || Array.isArray(said) || typeof there !== "object" || there === null)
    return there;
  return Object.fromEntries(Object.entries(there).filter(([key]) => key in said));
}

function stillUnfinished(olds: Plain, count: number): Plain {
  const { pending, missing, failed } = unfinishedOf(olds);
  const wanted = missing === undefined ? 0 : missing + (typeof olds.desktopCount === "number" ? olds.desktopCount : 0);
  const left = Math.max(0, wanted - count);
  return {
    ...(pending === undefined ? {} : { pending }),
    ...(left === 0 ? {} : { missing: left, ...(failed === undefined ? {} : { failed }) }),
  };
}
