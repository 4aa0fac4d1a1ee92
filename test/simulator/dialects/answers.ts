// What a plain client sees under each value of the dialects about answers.

import type { answerDialects } from "../../../simulator/dialects/answers.ts";
import { office, officeBody } from "../client.ts";
import type { Cases } from "./look.ts";

export const answerCases: Cases<keyof typeof answerDialects> = {
  "gone-status": [
    async (at) => {
      const { status, body } = await at.send("GET", "/desktop-pools/none");
      return [status, body.error_code];
    },
    [
      [404, "WKS.0202"],
      [400, "WKS.0001"],
    ],
  ],
  "unknown-resource": [
    async (at) => (await at.send("POST", "/desktop-pools", { ...officeBody, image_id: "no-image" })).status,
    [404, 400],
    { load: { version: 1, known: { images: ["image-1"] } } },
  ],
  "unknown-disk": [
    async (at) => {
      const { poolId } = await office(at);
      return (await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id: "none" }] }))
        .status;
    },
    [404, 400],
  ],
  "name-taken-status": [
    async (at) => {
      await office(at);
      return (await at.send("POST", "/desktop-pools", officeBody)).status;
    },
    [400, 409],
  ],
  "put-status": [
    async (at) => (await at.send("PUT", `/desktop-pools/${(await office(at)).poolId}`, { description: "x" })).status,
    [200, 204],
  ],
  "users-status": [
    async (at) => {
      const objects = [{ object_id: "u", object_type: "USER", object_name: "ann", user_group: "users" }];
      return (await at.send("POST", `/desktop-pools/${(await office(at)).poolId}/users`, { action: "ADD", objects }))
        .status;
    },
    [204, 200],
  ],
};
