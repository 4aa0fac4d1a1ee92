import { expect, test } from "@jest/globals";
import type { EngineLog, LogLine } from "../../provider/progress/engine-log.ts";
import { connectEngineLog } from "../../provider/progress/engine-log.ts";
import { createReport } from "../../provider/progress/report.ts";
import { testClock } from "../clock.ts";

function stage({ answers }: { answers: boolean }) {
  const logged: LogLine[] = [];
  const printed: string[] = [];
  const clock = testClock({ start: 0 });
  const log: EngineLog = async (line) => {
    if (answers) logged.push(line);
    return answers;
  };
  return { logged, printed, clock, report: createReport({ log, print: (line) => printed.push(line), clock }) };
}

const disks = { urn: "urn:disks", name: "PoolVolumeSet" };

test("with a URN the words stand in the resource's row alone, without one they name the resource", async () => {
  const { logged, printed, report } = stage({ answers: true });
  await report(disks).warn("DELETES DATA");
  await report(disks).progress("adding");
  await report({ name: "PoolVolumeSet of pool office" }).done("deleted");
  expect(logged).toEqual([
    { severity: "warning", message: "DELETES DATA", ephemeral: false, urn: "urn:disks" },
    { severity: "info", message: "adding", ephemeral: true, urn: "urn:disks" },
    { severity: "info", message: "PoolVolumeSet of pool office: deleted", ephemeral: false },
  ]);
  expect(printed).toEqual([]);
});

test("without an engine each line is printed with the resource's name, and live text at most every ten seconds", async () => {
  const { printed, clock, report } = stage({ answers: false });
  const one = report(disks);
  for (let second = 0; second <= 20; second++) {
    await one.progress(`second ${second}`);
    await clock.sleep(1000);
  }
  await one.warn("DELETES DATA");
  await one.done("as the program says");
  expect(printed).toEqual([
    "PoolVolumeSet: second 0",
    "PoolVolumeSet: second 10",
    "PoolVolumeSet: second 20",
    "WARNING: PoolVolumeSet: DELETES DATA",
    "PoolVolumeSet: as the program says",
  ]);
});

test("outside of Pulumi's provider process there is no engine to ask", async () => {
  const line: LogLine = { severity: "info", message: "words" };
  const script = "/nowhere/cmd/dynamic-provider/index.js";
  for (const host of [
    { script: undefined, engineAddress: "127.0.0.1:1" },
    { script, engineAddress: undefined },
    { script, engineAddress: "--watch" },
    { script, engineAddress: "127.0.0.1:1" },
  ]) {
    expect(await connectEngineLog(host)(line)).toBe(false);
  }
});
