// Pulumi's state in a folder, and what its lock does not do, which is the same code in all three backends.

import { expect, test } from "@jest/globals";
import { filesIn } from "./files.ts";
import { storiesOf } from "./meeting.ts";
import { ownFolder, removeFolder } from "./server.ts";
import { programWith } from "./stage.ts";

const met = storiesOf(async () => {
  const folder = ownFolder("states");
  return {
    heading: "A folder",
    instead: { "/srv/pulumi-states": folder },
    stored: async () => filesIn(folder),
    close: async () => removeFolder(folder),
  };
});

test("a preview asks for no lock, and `pulumi cancel` takes away the lock of a run that goes on all the same", async () => {
  const { stage, locks } = met();
  stage.stack.write({ "index.ts": programWith({ data: { type: "SAS", size: 100 }, logs: { type: "SSD", size: 30 } }) });
  const up = await stage.hungUp();
  expect(await locks()).toHaveLength(1);
  expect((await stage.stack.preview()).exitCode).toBe(0);
  expect((await stage.stack.cancel()).exitCode).toBe(0);
  expect(await locks()).toEqual([]);
  expect(up.processes()).not.toEqual([]);
  stage.simulator.clearFaults();
  const ended = await up.finished;
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(stage.changes().slice(2)).toEqual(["AddDesktopPoolVolumes"]);
});
