import { expect, test } from "@jest/globals";
import { type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { bench, disks, effectsOf, office, officeBody } from "./client.ts";

/** When the creation of a pool began and ended, in seconds. */
async function creationSeconds(options: SimulatorOptions, size = 3): Promise<number> {
  const at = await bench(options);
  await at.send("POST", "/desktop-pools", { ...officeBody, size });
  at.pass(1_000_000);
  const [begun, ended] = effectsOf(at, "job-started", "job-ended").map((effect) => Date.parse(effect.at));
  return ((ended ?? 0) - (begun ?? 0)) / 1000;
}

test("a job takes as long as its kind and its desktops say", async () => {
  expect(await creationSeconds({})).toBe(2);
  expect(await creationSeconds({ jobSeconds: 7 })).toBe(7);
  expect(await creationSeconds({ jobSeconds: "createDesktopPool=60+10" })).toBe(90);
  expect(await creationSeconds({ jobSeconds: "createDesktopPool=60+10" }, 5)).toBe(110);
  expect(await creationSeconds({ jobSeconds: "5,addDesktopPoolVolumes=60" })).toBe(5);
});

test("jobSeconds real takes a quarter of an hour for a small pool, and each kind has a time of its own", async () => {
  expect(await creationSeconds({ jobSeconds: "real" }, 2)).toBe(15 * 60);
  expect(await creationSeconds({ jobSeconds: "real,createDesktopPool=1" })).toBe(1);
  const at = await bench({ jobSeconds: "real,createDesktopPool=0" });
  const { poolId } = await office(at, { size: 2 });
  const { body } = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(10) });
  const status = async () => (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body.status;
  at.pass(119);
  expect(await status()).toBe("RUNNING");
  at.pass(1);
  expect(await status()).toBe("SUCCESS");
});

test("jitter makes jobs shorter or longer within its share, the same for the same seed", async () => {
  const runs = ["a", "b", "c", "d", "e"].map((seed) => creationSeconds({ jobSeconds: 100, jitter: 0.2, seed }));
  const lengths = await Promise.all(runs);
  for (const seconds of lengths) expect([seconds >= 80, seconds <= 120]).toEqual([true, true]);
  expect(new Set(lengths).size).toBe(lengths.length);
  expect(await creationSeconds({ jobSeconds: 100, jitter: 0.2, seed: "a" })).toBe(lengths[0]);
});

test.each([
  [{ jobSeconds: "soon" }, /"soon" is not a number of seconds.*"real".*KIND=/],
  [{ jobSeconds: -1 }, /"-1" is not a number of seconds/],
  [{ jobSeconds: "" }, /"" is not a number of seconds/],
  [{ jobSeconds: "1,2" }, /says twice/],
  [{ jobSeconds: "makePool=1" }, /"makePool" is not a kind of job. Allowed: createDesktopPool, /],
  [{ jobSeconds: "createDesktopPool=1+2+3" }, /not createDesktopPool=seconds/],
  [{ jobSeconds: "createDesktopPool=" }, /"" is not a number of seconds/],
  [{ jitter: 2 }, /jitter: 2 is not a number from 0 to 1/],
  [{ jobPolls: 0 }, /jobPolls: 0 is not a whole number from 1/],
  [{ jobPolls: 1.5 }, /jobPolls: 1.5 is not a whole number/],
  [{ jobsForgottenAfter: -1 }, /jobsForgottenAfter: -1/],
] as const)("the options %j are refused with what is allowed", async (options, message) => {
  await expect(startSimulator(options)).rejects.toThrow(message);
});
