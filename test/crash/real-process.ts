/** The provider in a process of its own, which can be killed as the system kills: at once, without a last word. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { CheckResult, DiffResult, Hooks, Plain } from "../../provider/lifecycle/hooks.ts";
import { PartialFailure } from "../../provider/lifecycle/partial.ts";
import { Killed } from "../world/stack.ts";

export interface RealProcess {
  /** The hooks as this process has them. After its death every call is `Killed`. */
  readonly hooks: Readonly<Record<string, Hooks>>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL("provider-process.mjs", import.meta.url));
const built = fileURLToPath(new URL("../../provider/dist/runtime.js", import.meta.url));
const config = { maxRequestsPerSecond: "1000" };

const Told = z.object({
  number: z.number(),
  answer: z.unknown().optional(),
  failure: z
    .object({
      message: z.string(),
      id: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
      reasons: z.array(z.string()).optional(),
    })
    .optional(),
});
type Told = z.infer<typeof Told>;

export async function startProcess(env: Readonly<Record<string, string>>): Promise<RealProcess> {
  if (!existsSync(built)) throw new Error(`${built} is missing: run \`npm run build\` first`);
  const child = fork(script, [], {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const [ready] = await Promise.race([once(child, "message"), exited]);
  if (ready !== "ready") throw new Error(`the provider's process did not begin: exit code ${ready}`);
  const call = questions(child);
  return {
    hooks: {
      DesktopPool: hooksOf("DesktopPool", call),
      PoolVolumeSet: hooksOf("PoolVolumeSet", call),
      DesktopVolumeSet: hooksOf("DesktopVolumeSet", call),
      RetiredDesktops: hooksOf("RetiredDesktops", call),
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

type Question = (kind: string, op: string, args: readonly unknown[]) => Promise<unknown>;

function questions(child: ChildProcess): Question {
  const open = new Map<number, { readonly resolve: (told: Told) => void; readonly reject: (error: Error) => void }>();
  let number = 0;
  let isDead = false;
  child.on("message", (message) => {
    if (message === "ready") return;
    const told = Told.parse(message);
    open.get(told.number)?.resolve(told);
  });
  child.once("exit", () => {
    isDead = true;
    for (const { reject } of open.values()) reject(new Killed("the process is gone"));
  });
  return async (kind, op, args) => {
    if (isDead) throw new Killed("the process is gone");
    const mine = ++number;
    const told = await new Promise<Told>((resolve, reject) => {
      open.set(mine, { resolve, reject });
      child.send({ number: mine, kind, op, config, args });
    });
    open.delete(mine);
    if (told.failure === undefined) return told.answer;
    const { message, id, properties, reasons } = told.failure;
    if (id === undefined || properties === undefined) throw new Error(message);
    throw new PartialFailure(id, properties, reasons ?? [message]);
  };
}

const Bag = z.record(z.string(), z.unknown());
const Checked = z.object({ inputs: Bag, failures: z.array(z.object({ property: z.literal(""), reason: z.string() })) });
const Diffed = z.object({ changes: z.boolean(), replaces: z.array(z.string()).default([]) });
const Made = z.object({ id: z.string(), outs: Bag });
const Read = z.object({ id: z.string(), props: Bag.optional(), inputs: Bag.optional() });

/** The context stays on this side: the process has its own. */
function hooksOf(kind: string, call: Question): Hooks {
  const ask = (op: string, ...args: readonly unknown[]) => call(kind, op, args);
  return {
    check: async (_context, olds, news): Promise<CheckResult> => Checked.parse(await ask("check", olds, news)),
    diff: async (_context, id, olds, news): Promise<DiffResult> => Diffed.parse(await ask("diff", id, olds, news)),
    create: async (_context, inputs) => Made.parse(await ask("create", inputs)),
    async read(_context, id, olds) {
      const { id: found, props = {}, inputs = {} } = Read.parse(await ask("read", id, olds));
      return found === "" ? undefined : { id: found, props, inputs };
    },
    async update(_context, id, olds, news): Promise<{ outs: Plain }> {
      return z.object({ outs: Bag }).parse(await ask("update", id, olds, news));
    },
    async delete(_context, id, olds) {
      await ask("delete", id, olds);
    },
  };
}
