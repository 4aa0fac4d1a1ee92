// Calls that nobody has published, and calls that are only known. The gateway tells them apart.

import { expect, test } from "@jest/globals";
import { routes } from "../../../simulator/routes/table.ts";
import { bench } from "../client.ts";
import { takenBy, withRules } from "./scenes.ts";

const paths = [
  "/",
  "/v1",
  "/v2",
  "/v2/",
  "/v2/:project",
  "/v2/:project/",
  "/v2/:project/nothing",
  "/v2/:project/desktop-pool",
  "/v2/:project/desktops-pools",
  "/v2/:project/desktops-pools/P/volumes/batch-delete",
  "/v2/:project/Desktop-Pools",
  "/v2/:project/desktop_pools",
  "/v2/:project/desktop-pools/P/volumes",
  "/v2/:project/desktop-pools/P/volumes/batch-add/more",
  "/v2/:project/desktop-pools/P/volumes/batch-shrink",
  "/v2/:project/desktop-pools/P/nothing",
  "/v2/:project/workspace-jobs",
  "/v2/:project/workspace-job/J",
  "/v2/:project/desktop-pool/periodic/change",
  "/v2/:project/desktop-pool/periodic/inquiry/nothing",
  "/v2/:project/volumes/batch-delete",
  "/v2//desktop-pools",
  "/favicon.ico",
  "/robots.txt",
  "/.env",
  "/admin",
  "/v9/:project/desktop-pools",
  "/api/v2/:project/desktop-pools",
];

test.each(paths.filter((path) => path !== "/"))("%s is published by nobody, whatever the method", async (path) => {
  const at = await bench();
  const address = path.replace(":project", at.simulator.tenant.projectId);
  for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH"]) {
    const { status, body } = await at.send(method, address, method === "GET" ? undefined : {}, { "x-plain": "yes" });
    expect([method, status, body.error_code]).toEqual([method, 404, "APIGW.0101"]);
  }
});

test("a call that is only known answers 501 and says so, with whatever body", async () => {
  const at = await bench();
  const known = routes.filter(({ success }) => success.length === 0);
  expect(known.length).toBeGreaterThan(5);
  for (const { operation, method, path } of known) {
    const address = path.replace(":projectId", at.simulator.tenant.projectId).replace(/:\w+/g, "any");
    for (const body of [undefined, {}, [], "not JSON"].slice(0, method === "GET" ? 1 : 4)) {
      const answer = await at.send(method, address, body);
      expect([operation, answer.status, answer.body.error_code]).toEqual([operation, 501, "SIM.0501"]);
      expect(answer.body.error_msg).toContain(operation);
    }
  }
  expect(at.simulator.ledger().effects).toEqual([]);
});

test("every route has rules written by hand, and every rule has its route", () => {
  const played = routes.filter(({ success }) => success.length > 0);
  for (const route of routes) expect(takenBy(route).well).toBeGreaterThanOrEqual(200);
  expect(withRules().toSorted()).toEqual(played.map(({ operation }) => operation).toSorted());
});
