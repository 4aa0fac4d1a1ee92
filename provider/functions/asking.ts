/**
 * What every function does: it asks the service from the program's own process, with the program's configuration. All that is
 * heavy (the client, its libraries) is loaded at the first question, so a program that only declares resources starts as fast.
 */
import * as pulumi from "@pulumi/pulumi";
import { requireNode } from "../runtime/node-version.ts";
import { pulumiSdk } from "../runtime/pulumi-version.ts";
import type { Asker } from "./answers/asker.ts";

/** The functions that a program calls, as it knows them. */
interface Called {
  readonly name: string;
}

/** The answer; a failure names the line of the program that asked, and no line of ours. */
export async function asking<Answer>(
  called: Called & ((...args: never[]) => unknown),
  answer: (asker: Asker) => Promise<Answer>,
): Promise<Answer> {
  const line = { stack: "" };
  Error.captureStackTrace(line, called);
  requireNode();
  try {
    return await answer(askerOf(called));
  } catch (error) {
    throw onLine(error, line.stack);
  }
}

function askerOf({ name }: Called): Asker {
  const config = new pulumi.Config("huaweicloud");
  const host = pulumiSdk(process.argv[1]);
  return { name, config: (key) => config.get(key), env: process.env, ...(host === undefined ? {} : { host }) };
}

/** Where our own files failed is of no use to whoever reads the message. */
function onLine(error: unknown, stack: string): unknown {
  if (!(error instanceof Error)) return error;
  const [, ...lines] = stack.split("\n");
  error.stack = [`${error.name}: ${error.message}`, ...lines].join("\n");
  return error;
}
