/** A change reaches only what the program asks for: no field is sent that it did not change, and after an `up` the pool is as it says. */
import { z } from "zod";
import type { Call } from "../../../../simulator/index.ts";
import type { Pool, Step } from "./life.ts";

export function wrongFields(step: Step): string[] {
  return [...step.calls.flatMap((call) => wrongCall(step, call)), ...untrueFields(step)];
}

function wrongCall(step: Step, call: Call): string[] {
  if (call.operation === "UpdateDesktopPool") return wrongUpdate(step, call);
  if (call.operation === "ResizeDesktopPool") return wrongResize(step);
  if (call.operation === "RebuildDesktopPool") return ["the desktops are made anew, which nobody has asked for"];
  return call.operation === "CreateDesktopPoolAuthorizedObjects" ? wrongUsers(step, call) : [];
}

/** What the program says of a field, in the words of the wire. */
const wanted = {
  name: () => "office",
  description: ({ written }: Step) => written.description ?? "",
  enable_autoscale: ({ written }: Step) => written.autoscale,
};

function wrongUpdate(step: Step, { body }: Call): string[] {
  const { run, written, before } = step;
  const sent = z.record(z.string(), z.unknown()).parse(body);
  if (!run.do.startsWith("up") || !written.isThere) {
    const isOff = Object.keys(sent).join() === "enable_autoscale" && sent.enable_autoscale === false;
    return isOff ? [] : [`${run.do} sends ${Object.keys(sent).join()}`];
  }
  // What may be another in the pool or in the state, may be sent.
  const isMeant = (name: string): boolean => {
    if (before.outs.office === undefined) return true;
    if (name === "autoscale_policy") return written.autoscale || before.outs.office.enableAutoscale === true;
    if (!Object.hasOwn(wanted, name)) return false;
    const want = wanted[name as keyof typeof wanted](step);
    return want !== valuesOf(before.pool)[name] || want !== told(step)[name];
  };
  return Object.keys(sent)
    .filter((name) => !isMeant(name))
    .map((name) => `the field ${name} is sent, which the program did not change`);
}

const valuesOf = (pool: Pool | undefined): Record<string, unknown> => ({
  name: pool?.name,
  description: pool?.attributes.description ?? "",
  enable_autoscale: pool?.attributes.enable_autoscale ?? false,
});

const told = ({ before: { outs } }: Step): Record<string, unknown> => ({
  name: outs.office?.name,
  description: outs.office?.description ?? "",
  enable_autoscale: outs.office?.enableAutoscale ?? false,
});

/** It stops running desktops. */
function wrongResize({ written, before }: Step): string[] {
  const { office } = before.outs;
  const isMeant =
    office === undefined ||
    office.productId !== written.productId ||
    before.pool?.attributes.product_id !== written.productId ||
    JSON.stringify(office.unfinished ?? {}).includes("behind");
  return isMeant ? [] : ["desktops are stopped for another product, which nobody has asked for"];
}

const users = z.object({ action: z.string(), objects: z.array(z.object({ object_id: z.string() })).nullish() });
const ids = z.record(z.string(), z.unknown()).catch({});

/** Only people that the program has, or had. */
function wrongUsers({ written, before }: Step, { body }: Call): string[] {
  const { action, objects } = users.parse(body);
  const now = written.users ?? [];
  const had = Object.keys(ids.parse(before.outs.office?.authorizedObjects));
  return (objects ?? []).flatMap(({ object_id: id }) => {
    if (action === "REMOVE")
      return had.includes(id) && !now.includes(id) ? [] : [`${id} loses access, whom the program did not remove`];
    return now.includes(id) ? [] : [`${id} gets access, whom the program does not name`];
  });
}

/** A field that the program leaves out, and left out before, is another person's. */
function isManaged({ written, before }: Step, name: string): boolean {
  if (name === "description") return written.description !== undefined || before.outs.office?.description !== undefined;
  return name === "name" || written.autoscale || before.outs.office?.enableAutoscale === true;
}

/** After an `up` that nobody disturbed. */
function untrueFields(step: Step): string[] {
  const { run, outcome, written, isDisturbed, after } = step;
  if (!run.do.startsWith("up") || outcome === "killed" || !outcome.ok || isDisturbed || !written.isThere) return [];
  const values = valuesOf(after.pool);
  const unlike = Object.entries(wanted).filter(([name, want]) => isManaged(step, name) && values[name] !== want(step));
  const users = after.pool?.users.map((user) => user.object_id) ?? [];
  const missing = (written.users ?? []).filter((id) => !users.includes(id));
  return [
    ...unlike.map(
      ([name, want]) => `after the up ${name} is ${String(values[name])}, the program says ${String(want(step))}`,
    ),
    ...missing.map((id) => `after the up ${id} has no access`),
    ...(after.pool?.attributes.product_id === written.productId ? [] : ["after the up the pool has another product"]),
  ];
}
