// jest-light-runner with child processes, without the race at their start that plain-channel.ts tells of.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { createRunner } from "jest-light-runner";
import { channelOf } from "./plain-channel.ts";

const ofTheRunner = createRequire(import.meta.resolve("jest-light-runner"));
const { default: Tinypool } = await import(pathToFileURL(ofTheRunner.resolve("tinypool")));

const { run } = Tinypool.prototype;
Tinypool.prototype.run = function (task, { channel, ...options } = {}) {
  return run.call(this, task, channel === undefined ? options : { ...options, channel: channelOf(channel) });
};

export default createRunner({ runtime: "child_process" });
