import { expect, test } from "@jest/globals";
import { createWorld } from "../world/world.ts";
import { found } from "./model/found.ts";
import { judged } from "./model/judge.ts";
import { asTest } from "./model/keep.ts";

test.each(found.map((life) => [life.name, life] as const))("%s", async (_name, { history, dialects = {} }) => {
  const world = await createWorld({ jobSeconds: 3, auth: "off", dialects });
  try {
    expect(await judged(world, history)).toEqual([]);
  } finally {
    await world.close();
  }
});

test("what a failing life prints is the line to keep it by", () => {
  const said = asTest(["up => killed", "disk 46ee1d02-d39c-47f6-aff9-f154fc56bd4a was deleted"], [{ do: "up" }], {});
  const line = said.split("\n").at(-1) ?? "";
  expect(JSON.parse(line.replace(/,$/, ""))).toEqual({
    name: "not so any more: disk ID was deleted",
    history: [{ do: "up" }],
  });
});
