// Pulumi's real provider process, driven over gRPC as the engine drives it. Run `npm run build` first: it loads what is built.

import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "../../scripts/pulumi/parts.ts";
import { type Bag, type Call, type Operations, operationsOf, requireOfPulumi } from "./operations.ts";

const require = createRequire(import.meta.url);
const grpc: typeof import("@grpc/grpc-js") = requireOfPulumi("@grpc/grpc-js");
const {
  ResourceProviderClient,
}: typeof import("@pulumi/pulumi/proto/provider_grpc_pb.js") = require("@pulumi/pulumi/proto/provider_grpc_pb.js");

export interface HostOptions {
  /** Folder of the program, from which the package is found. Default: this repository. */
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** The stack's configuration; the engine always sends it first. */
  config?: Bag;
  /** Address of the engine. Nothing listens at the default one. */
  engine?: string;
  /** How long an answer may take: half a minute unless told. */
  answerWithinMs?: number;
}

export interface Host extends Operations {
  /** Everything that the process has printed, on both streams. */
  printed(): string;
  close(): Promise<void>;
  /** As the system does it: none of its code runs any more. */
  kill(): Promise<void>;
}

const started: Host[] = [];

export async function startHost(options: HostOptions = {}): Promise<Host> {
  const { cwd = repository, env = {}, config = {}, engine = "127.0.0.1:1", answerWithinMs = 30_000 } = options;
  const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");
  const child = spawn(process.execPath, [script, engine], { cwd, env: environment(env), stdio: "pipe" });
  let text = "";
  const port = await new Promise<string>((resolve, reject) => {
    const keep = (chunk: unknown) => {
      text += String(chunk);
      const [, number] = /^(\d+)\r?\n/.exec(text) ?? [];
      if (number !== undefined) resolve(number);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("exit", (code) => reject(new Error(`the host ended with ${code}: ${text}`)));
  });
  const client = new ResourceProviderClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
    within(answerWithinMs),
  );
  const call: Call = (send) =>
    new Promise((resolve, reject) =>
      send(client, (error, answer) => (error === null ? resolve(answer) : reject(error))),
    );
  const close = async () => {
    client.close();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.kill()) await ended;
  };
  const kill = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.kill("SIGKILL")) await ended;
  };
  const host: Host = { ...operationsOf(call), printed: () => text, close, kill };
  started.push(host);
  await host.configure(config);
  return host;
}

export async function closeHosts(): Promise<void> {
  await Promise.all(started.splice(0).map((host) => host.close()));
}

/** An answer that cannot be encoded is never given: the test says so before Jest gives up. */
const within = (answerWithinMs: number) => ({
  interceptors: [
    (options: import("@grpc/grpc-js").InterceptorOptions, next: import("@grpc/grpc-js").NextCall) =>
      new grpc.InterceptingCall(next({ ...options, deadline: Date.now() + answerWithinMs })),
  ],
});

/** Without the account of whoever runs the tests, and without what Jest means for its own children. */
function environment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign = /^(HW_|HUAWEICLOUD_|PULUMI_|NODE_OPTIONS$|JEST_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), PULUMI_NODEJS_PROJECT: "project", PULUMI_PROJECT: "project", ...given };
}

/** The text that Pulumi stores for the built shim, as a program in this folder makes it. */
export function shimText(kind: string, cwd: string = repository): string {
  const dist = join(repository, "provider/dist/shim.js");
  if (!existsSync(dist)) throw new Error(`${dist} is missing: run \`npm run build\` first`);
  const script = join(repository, "test/host/serialize.mjs");
  return execFileSync(process.execPath, [script, kind], { cwd, encoding: "utf8", env: environment({}) });
}
