import { expect, test } from "@jest/globals";
import { lookForEffect } from "../../../provider/workspace/jobs.ts";
import { inTurn, seconds } from "./job-answers.ts";
import { errorOf, type Played, play } from "./server.ts";

const pool = (size: number) => ({
  json: {
    id: "P",
    name: "office",
    status: "STEADY",
    desktop_count: 1,
    data_volumes: [{ id: "D1", type: "SAS", size }],
  },
});
const sizeOf =
  ({ service }: Played) =>
  async (until: { readonly deadline: number }) =>
    (await service.showDesktopPoolDetail("P", until))?.dataVolumes[0]?.size;
const isLarge = (size: number | undefined) => size === 80;
const look = (played: Played, minutes: number) =>
  lookForEffect(
    played.service,
    { look: sizeOf(played), shows: isLarge },
    { random: () => 0.5, ...played.until(minutes) },
  );

test("an effect that shows is seen at once", async () => {
  await play(inTurn(pool(80)), async (played) => {
    expect([await look(played, 1), played.server.asked.length, seconds(played)]).toEqual([80, 1, 0]);
  });
});

test("an effect that lags is looked for until it shows", async () => {
  await play(inTurn(pool(50), pool(50), pool(50), pool(80)), async (played) => {
    expect([await look(played, 1), played.server.asked.length]).toEqual([80, 4]);
  });
});

test("an effect that never shows is given up at the deadline, with what was seen last", async () => {
  await play(inTurn(pool(50), pool(60)), async (played) => {
    expect([await look(played, 1), seconds(played)]).toEqual([60, 60]);
  });
});

test("looks that fail are not the end of it, unless the last one fails too", async () => {
  await play(inTurn(pool(50), { status: 404, json: { error_code: "APIGW.0101" } }), async (played) => {
    expect(await errorOf(look(played, 1))).toMatchObject({ kind: "not_published" });
  });
  await play(inTurn({ text: "<html>" }, { text: "<html>" }, pool(80)), async (played) => {
    expect(await look(played, 1)).toBe(80);
  });
  await play(inTurn(pool(50), { text: "<html>" }), async (played) => {
    expect(await errorOf(look(played, 1))).toMatchObject({
      kind: "timeout",
      message: "The time was up before it could be read what has become of the change.",
      cause: { kind: "bad_answer" },
    });
  });
});
