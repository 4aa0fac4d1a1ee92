/**
 * Pulumi's engine in small, as it was measured on the real one: which hook is called with which arguments, and what is kept
 * in state after success, partial failure, error and death. The engine tests hold it against the real one.
 */
import { isDeepStrictEqual } from "node:util";
import type { Context, Hooks, Plain } from "../../provider/lifecycle/hooks.ts";
import { PartialFailure, reasonOf } from "../../provider/lifecycle/partial.ts";
import { argumentsOf, asPlain, asStored, isReference } from "./arguments.ts";
import { expectNoSecrets } from "./no-secrets.ts";
import { kinds, type Line, type ProcessOptions, type World } from "./world.ts";

export { unknownValue } from "./arguments.ts";

export interface Resource {
  readonly kind: string;
  readonly args: Plain;
}

/** Name of the resource → its declaration, in the order of creation. A value `{ id: "office" }` stands for that resource's id. */
export type Program = Readonly<Record<string, Resource>>;

export interface Stored {
  readonly kind: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Plain;
  readonly outs: Plain;
  readonly initErrors: readonly string[];
}

export interface Outcome {
  readonly ok: boolean;
  /** One line for each resource that did something or failed: `disks: update`. */
  readonly did: readonly string[];
  readonly errors: readonly string[];
  /** What was reported meanwhile. */
  readonly lines: readonly Line[];
}

/** Thrown by a `meddle`: the process is dead, whatever the hook answers is lost. */
export class Killed extends Error {}

export interface Stack {
  readonly state: Map<string, Stored>;
  up(
    program: Program,
    options?: ProcessOptions & { readonly refresh?: boolean; readonly replace?: readonly string[] },
  ): Promise<Outcome>;
  preview(program: Program, options?: ProcessOptions): Promise<Outcome>;
  refresh(options?: ProcessOptions): Promise<Outcome>;
  destroy(options?: ProcessOptions): Promise<Outcome>;
  /** The outputs of one resource. */
  outs(name: string): Plain;
}

export function createStack(world: World, { stackName = "dev" } = {}): Stack {
  const state = new Map<string, Stored>();
  const stack: Stack = {
    state,
    up: (program, options = {}) => run(world, options, (op) => up(op, program, options)),
    preview: (program, options = {}) => run(world, options, (op) => preview(op, program)),
    refresh: (options = {}) => run(world, options, (op) => refresh(op)),
    destroy: (options = {}) =>
      run(world, options, async (op) => {
        await remove(op, [...state.keys()].reverse());
      }),
    outs: (name) => state.get(name)?.outs ?? {},
  };
  const run = async (w: World, options: ProcessOptions, work: (op: Operation) => Promise<void>): Promise<Outcome> => {
    const from = w.lines.length;
    const { hooks = kinds } = options;
    const op: Operation = { context: w.process(options), hooks, state, stackName, did: [], errors: [] };
    await work(op);
    const lines = w.lines.slice(from);
    expectNoSecrets([op.errors, lines, [...state.values()]]);
    return { ok: op.errors.length === 0, did: op.did, errors: op.errors, lines };
  };
  return stack;
}

interface Operation {
  readonly context: Context;
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly state: Map<string, Stored>;
  readonly stackName: string;
  readonly did: string[];
  readonly errors: string[];
}

async function up(
  op: Operation,
  program: Program,
  { refresh: first, replace = [] }: { refresh?: boolean; replace?: readonly string[] },
): Promise<void> {
  if (first === true) await refresh(op);
  if (op.errors.length > 0) return;
  for (const [name, resource] of Object.entries(program)) {
    if (!(await register(op, program, name, resource, replace.includes(name)))) return;
  }
  await remove(op, [...op.state.keys()].filter((name) => program[name] === undefined).reverse());
}

/** False when it failed: what comes after it is not tried. */
async function register(
  op: Operation,
  program: Program,
  name: string,
  resource: Resource,
  replaced: boolean,
): Promise<boolean> {
  const old = op.state.get(name);
  const news = givenTo(op, name, resource);
  const checked = await check(op, name, resource.kind, replaced ? {} : (old?.inputs ?? {}), news);
  if (checked === undefined) return false;
  if (old === undefined) return create(op, name, resource.kind, checked);
  if (replaced) return replace(op, program, name, resource.kind, checked);
  const diff = await hooksOf(op, resource.kind).diff(op.context, old.id, old.outs, checked);
  if ((diff.replaces ?? []).length > 0) {
    const again = await check(op, name, resource.kind, {}, news);
    return again !== undefined && replace(op, program, name, resource.kind, again);
  }
  if (diff.changes || old.initErrors.length > 0) return update(op, name, old, checked);
  op.state.set(name, { ...old, inputs: checked });
  return true;
}

/** Delete before replace: what depends on the resource goes first, and is made anew with its own declaration. */
async function replace(op: Operation, program: Program, name: string, kind: string, inputs: Plain): Promise<boolean> {
  const dependents = Object.entries(program).filter(([, r]) =>
    Object.values(r.args).some((v) => isReference(v) && v.id === name),
  );
  const deleted = await remove(op, [...dependents.map(([d]) => d).reverse(), name]);
  return deleted && create(op, name, kind, inputs);
}

async function preview(op: Operation, program: Program): Promise<void> {
  for (const [name, resource] of Object.entries(program)) {
    const old = op.state.get(name);
    const checked = await check(op, name, resource.kind, old?.inputs ?? {}, givenTo(op, name, resource));
    if (checked === undefined) continue;
    if (old === undefined) {
      op.did.push(`${name}: create`);
      continue;
    }
    const diff = await hooksOf(op, resource.kind).diff(op.context, old.id, old.outs, checked);
    if (diff.changes || old.initErrors.length > 0)
      op.did.push(`${name}: ${(diff.replaces ?? []).length > 0 ? "replace" : "update"}`);
  }
  for (const name of op.state.keys()) if (program[name] === undefined) op.did.push(`${name}: delete`);
}

async function refresh(op: Operation): Promise<void> {
  for (const [name, stored] of op.state) {
    await caught(op, name, async () => {
      const read = await hooksOf(op, stored.kind).read(op.context, stored.id, stored.outs);
      if (read === undefined) {
        op.state.delete(name);
        op.did.push(`${name}: gone`);
        return;
      }
      const { props, inputs } = asStored(read);
      if (!isDeepStrictEqual(props, stored.outs)) op.did.push(`${name}: refreshed`);
      // The engine shows drift by the diff of the new outputs against the old inputs.
      await hooksOf(op, stored.kind).diff(op.context, stored.id, asPlain(props), stored.inputs);
      op.state.set(name, { ...stored, outs: asPlain(props), inputs: asPlain(inputs), initErrors: [] });
    });
  }
}

async function check(op: Operation, name: string, kind: string, olds: Plain, news: Plain): Promise<Plain | undefined> {
  const { inputs, failures } = await hooksOf(op, kind).check(op.context, olds, news);
  op.errors.push(...failures.map((f) => `${name}: ${f.reason}`));
  return failures.length > 0 ? undefined : asPlain(inputs);
}

async function create(op: Operation, name: string, kind: string, inputs: Plain): Promise<boolean> {
  const urn = urnOf(op, kind, name);
  try {
    const { id, outs } = await hooksOf(op, kind).create(op.context, inputs);
    op.state.set(name, { kind, urn, id, inputs, outs: asPlain(outs), initErrors: [] });
    op.did.push(`${name}: create`);
    return true;
  } catch (error) {
    rethrowKilled(error);
    if (error instanceof PartialFailure)
      op.state.set(name, { kind, urn, id: error.id, inputs, outs: asPlain(error.outs), initErrors: error.reasons });
    op.errors.push(`${name}: ${reasonOf(error)}`);
    return false;
  }
}

async function update(op: Operation, name: string, old: Stored, inputs: Plain): Promise<boolean> {
  try {
    const { outs } = await hooksOf(op, old.kind).update(op.context, old.id, old.outs, inputs);
    op.state.set(name, { ...old, inputs, outs: asPlain(outs), initErrors: [] });
    op.did.push(`${name}: update`);
    return true;
  } catch (error) {
    rethrowKilled(error);
    // After a partial failure of an update the engine keeps the OLD inputs beside the new outputs.
    if (error instanceof PartialFailure)
      op.state.set(name, { ...old, outs: asPlain(error.outs), initErrors: error.reasons });
    op.errors.push(`${name}: ${reasonOf(error)}`);
    return false;
  }
}

async function remove(op: Operation, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const stored = op.state.get(name);
    if (stored === undefined) continue;
    await caught(op, name, async () => {
      await hooksOf(op, stored.kind).delete(op.context, stored.id, stored.outs);
      op.state.delete(name);
      op.did.push(`${name}: delete`);
    });
    if (op.errors.length > 0) return false;
  }
  return true;
}

async function caught(op: Operation, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    rethrowKilled(error);
    op.errors.push(`${name}: ${reasonOf(error)}`);
  }
}

/** A dead process answers nothing: neither state nor error reaches the engine. */
function rethrowKilled(error: unknown): void {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof Killed) throw e;
}

const hooksOf = ({ hooks: known }: Operation, kind: string) => {
  const hooks = known[kind];
  if (hooks === undefined) throw new Error(`no hooks for ${kind}`);
  return hooks;
};

const urnOf = ({ stackName }: Operation, kind: string, name: string): string =>
  `urn:pulumi:${stackName}::project::pulumi-nodejs:dynamic/workspace:${kind}::${name}`;

const givenTo = (op: Operation, name: string, { kind, args }: Resource): Plain =>
  argumentsOf(args, urnOf(op, kind, name), (other) => op.state.get(other)?.id);
