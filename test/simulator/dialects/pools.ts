// What a plain client sees under each value of the dialects about pools.

import type { poolDialects } from "../../../simulator/dialects/pools.ts";
import { disks, office, officeBody } from "../client.ts";
import { type Cases, show } from "./look.ts";

export const poolCases: Cases<keyof typeof poolDialects> = {
  "pool-name-max": [
    async (at) => {
      const create = (length: number) => at.send("POST", "/desktop-pools", { ...officeBody, name: "x".repeat(length) });
      return [(await create(16)).status, (await create(65)).status, (await create(256)).status];
    },
    [
      [200, 400, 400],
      [200, 200, 400],
      [400, 400, 400],
    ],
  ],
  "failed-pool-status": [
    async (at) => {
      at.simulator.fault({ effect: { job: { outcome: "fail" } } });
      return (await show(at, await office(at))).status;
    },
    ["ERROR", "STEADY"],
  ],
  "tags-returned": [
    async (at) => {
      const detail = await show(at, await office(at, { tags: [{ key: "a", value: "b" }] }));
      return [detail.tags, detail.subnet_ids];
    },
    [
      [[{ key: "a", value: "b" }], ["subnet-1"]],
      [undefined, undefined],
    ],
  ],
  "volume-order": [
    async (at) => {
      const sizes = [10, 20, 30, 40, 50, 60];
      const { data_volumes } = await show(at, await office(at, { data_volumes: disks(...sizes) }));
      return data_volumes.map(({ size }: { size: number }) => size).join() === sizes.join();
    },
    [true, false],
  ],
  "users-published": [
    async (at) => {
      const { body } = await at.send("GET", `/desktop-pools/${(await office(at)).poolId}/users`);
      return body.error_code;
    },
    [undefined, "APIGW.0101"],
  ],
};
