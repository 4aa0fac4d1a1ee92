/**
 * What the shim calls. `run(kind, op, config, args)` is a wire contract: a state that one release wrote runs the code of
 * the next. Here, and only here, plain hooks meet Pulumi's dynamic host and its habits.
 */
import { requireNode } from "./runtime/node-version.ts";
import type { HostConfig, ProviderProcess } from "./runtime/process.ts";

type Plain = Readonly<Record<string, unknown>>;

export type Operation = "check" | "diff" | "create" | "read" | "update" | "delete";

export async function run(
  kind: string,
  op: Operation,
  config: HostConfig | undefined,
  args: readonly unknown[],
): Promise<unknown> {
  requireNode();
  const [{ plainOf, withoutProvider }, { asHostError }] = await Promise.all([
    import("./runtime/plain.ts"),
    import("./runtime/host-error.ts"),
  ]);
  try {
    const { theProcess } = await import("./runtime/process.ts");
    const hooks = theProcess.hooks[kind];
    if (hooks === undefined) throw new Error(unknownKind(kind));
    const bare = args.map((arg) => (typeof arg === "string" ? arg : withoutProvider(arg)));
    if (op === "check") return plainOf(await check({ ...theProcess, kind, hooks }, config, bare));
    return plainOf(await calls[op](hooks, theProcess.contextFor(config), bare));
  } catch (error) {
    throw asHostError({ kind, op, error, provider: providerText(args), arguments: argumentNames(args) });
  }
}

type Checked = Omit<ProviderProcess, "hooks"> & { readonly kind: string; readonly hooks: Hooks };

/** What cannot be reached is refused in the preview of its creation; what exists knows its place better than the configuration. */
async function check(
  { kind, hooks, contextFor, unreachable }: Checked,
  config: HostConfig | undefined,
  [olds, news]: readonly unknown[],
): Promise<unknown> {
  const result = await hooks.check(contextFor(config), bag(olds), bag(news));
  const isCreation = Object.keys(bag(olds)).length === 0;
  const reason = isCreation && result.failures.length === 0 ? await unreachable(kind, config, bag(news)) : undefined;
  return reason === undefined ? result : { ...result, failures: [{ property: "", reason }] };
}

const unknownKind = (kind: string): string =>
  `this release of pulumi-huaweicloud-workspace has no resource ${kind}: install the release that made it, or a newer one`;

type Hooks = ProviderProcess["hooks"][string];
type Call = (
  hooks: Hooks,
  context: ReturnType<ProviderProcess["contextFor"]>,
  args: readonly unknown[],
) => Promise<unknown>;

/** The values that Pulumi hands over are objects of its own making; the hooks read them with schemas. */
const bag = (value: unknown): Plain => (typeof value === "object" && value !== null ? { ...value } : {});

/** A `read` that finds nothing answers an empty id: the engine drops the resource. */
const calls: Readonly<Record<Exclude<Operation, "check">, Call>> = {
  diff: (hooks, context, [id, olds, news]) => hooks.diff(context, String(id), bag(olds), bag(news)),
  create: (hooks, context, [inputs]) => hooks.create(context, bag(inputs)),
  read: async (hooks, context, [id, props]) => (await hooks.read(context, String(id), bag(props))) ?? { id: "" },
  update: (hooks, context, [id, olds, news]) => hooks.update(context, String(id), bag(olds), bag(news)),
  delete: (hooks, context, [id, props]) => hooks.delete(context, String(id), bag(props)),
};

/** The shim's text, which a partial failure has to carry or the next operation has no code to run. */
function providerText(args: readonly unknown[]): unknown {
  return args.map((arg) => bag(arg).__provider).findLast((text) => text !== undefined);
}

/** Of a change: the last argument is what the program says. */
const argumentNames = (args: readonly unknown[]): string[] => Object.keys(bag(args.at(-1)));
