// A resource whose hooks do what a test says: it shows what the border makes of it before Pulumi's host gets it.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "../../scripts/pulumi/parts.ts";
import type { Bag } from "./operations.ts";

const built = (file: string): string => pathToFileURL(join(repository, "provider/dist", file)).href;

/** The text that Pulumi would have stored. `does` in the last argument is the body of the hook. */
const text = `exports.handler = () => {
  const through = async (op, args) => {
    const { run } = await import("pulumi-huaweicloud-workspace/runtime");
    const { theProcess } = await import(${JSON.stringify(built("runtime/process.js"))});
    const { PartialFailure } = await import(${JSON.stringify(built("lifecycle/partial.js"))});
    const hook = async () => new Function("PartialFailure", args.at(-1).does)(PartialFailure);
    theProcess.hooks.Broken = { [op]: hook };
    return run("Broken", op, undefined, args);
  };
  return {
    check: (olds, news) => through("check", [olds, news]),
    diff: (id, olds, news) => through("diff", [id, olds, news]),
    create: (inputs) => through("create", [inputs]),
    read: (id, props) => through("read", [id, props]),
    update: (id, olds, news) => through("update", [id, olds, news]),
    delete: (id, props) => through("delete", [id, props]),
  };
};`;

export const broken = (does: string, args: Bag = {}): Bag => ({ does, ...args, __provider: text });
