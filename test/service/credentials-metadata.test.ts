import { expect, test } from "@jest/globals";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { CredentialSource } from "../../provider/workspace/settings.ts";
import { errorOf, type Reply, serve } from "../unit/workspace/server.ts";
import { wireServer } from "../unit/workspace/sockets.ts";
import { metadataCall, onStage, poolId, until } from "./visitor.ts";

const minute = 60_000;
const look = (service: WorkspaceService) => service.showDesktopPoolDetail(poolId, until);

const metadataAt = (endpoint: string): CredentialSource => ({
  kind: "metadata",
  from: "the ECS metadata service",
  endpoint,
  elsewhere: "HW_*, Pulumi config and the profiles of hcloud",
});

test.each<[string, string[]]>([
  ["optional", ["CreateMetadataToken 200", "ShowSecurityKey 200"]],
  ["required", ["CreateMetadataToken 200", "ShowSecurityKey 200"]],
  ["absent", ["CreateMetadataToken 404", "ShowSecurityKey 200"]],
])("a cloud server whose metadata token is %s gives its keys", async (word, asked) => {
  await onStage(
    async (stage) => {
      await look(await stage.connect(stage.metadata));
      expect(stage.calls().map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
        ...asked,
        "ShowDesktopPoolDetail 200",
      ]);
    },
    { dialects: { "metadata-token": word } },
  );
});

test("a cloud server without an agency is told of, and the service is not asked", async () => {
  await onStage(
    async (stage) => {
      const error = await errorOf(stage.connect(stage.metadata).then(look));
      expect(error).toMatchObject({ kind: "configuration", message: expect.stringContaining("knows of no agency") });
      expect(stage.count("ShowDesktopPoolDetail")).toBe(0);
    },
    { dialects: { "server-agency": "no" } },
  );
});

test("off a cloud server one error names every place that was looked at, after one connection that nobody took", async () => {
  await onStage(async (stage) => {
    const gone = await serve(() => ({}));
    await gone.close();
    const error = await errorOf(stage.connect(metadataAt(gone.url)).then(look));
    expect(error).toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(/HW_\*.*Pulumi config.*hcloud.*metadata.*does not answer.*HW_ACCESS_KEY/),
    });
    expect(stage.calls()).toEqual([]);
  });
});

test("an address that takes the connection and says nothing is given up at once, and asked once", async () => {
  const silent = await wireServer(() => undefined);
  await onStage(async (stage) => {
    const error = await errorOf(stage.connect(metadataAt(`http://127.0.0.1:${silent.port}`)).then(look));
    expect(error).toMatchObject({ kind: "configuration", message: expect.stringContaining("does not answer") });
  });
  expect(silent.heads).toHaveLength(1);
});

test("ten requests that wait for the keys together hear together that there are none, from one question", async () => {
  const none = await serve(() => ({ status: 503 }));
  await onStage(async (stage) => {
    const service = await stage.connect(metadataAt(none.url));
    const errors = await Promise.all(Array.from({ length: 10 }, () => errorOf(look(service))));
    expect(new Set(errors.map(String)).size).toBe(1);
    expect(none.asked.map(({ method }) => method)).toEqual(["PUT", "GET"]);
  });
  await none.close();
});

test("metadata that fall silent do no harm while the keys are good, and then it is a fault that passes", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(stage.metadata);
    await look(service);
    const silent = stage.simulator.fault({ route: metadataCall, times: "always", effect: { dropBefore: true } });
    stage.clock.advance(55 * minute);
    await look(service);
    stage.clock.advance(10 * minute);
    expect(await errorOf(look(service))).toMatchObject({
      kind: "unavailable",
      message: expect.stringContaining("Could not get new keys"),
    });
    stage.simulator.disarm(silent.id);
    await look(service);
    expect(stage.calls().filter((line) => line.includes(" 401 "))).toEqual([]);
  });
});

const keys = { access: "HST1", secret: "a-secret-of-the-metadata", securitytoken: "a-token-of-the-metadata" };
const expires = "2026-11-21T09:00:00.000000Z";

test.each<[string, Reply, string]>([
  ["no JSON", { text: "<html>" }, "answered 200 and no keys"],
  ["no keys in it", { json: { credential: {} } }, "answered 200 and no keys"],
  ["keys without an end", { json: { credential: keys } }, "answered 200 and no keys"],
  ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:9/" } }, "answered 302 and no keys"],
])("metadata that answer with %s are no credentials", async (_name, reply, words) => {
  const odd = await serve(({ method }) => (method === "PUT" ? { status: 404 } : reply));
  await onStage(async (stage) => {
    const error = await errorOf(stage.connect(metadataAt(odd.url)).then(look));
    expect(error).toMatchObject({ kind: "configuration", message: expect.stringContaining(words) });
    expect(String(error)).not.toMatch(/of-the-metadata/);
  });
  await odd.close();
});

test.each<[string, string, number]>([
  ["that have ended by the answer's own date", "Sat, 21 Nov 2026 10:00:00 GMT", 5 * minute],
  ["that last for years by the answer's date", "Sat, 21 Nov 2020 10:00:00 GMT", 5 * minute],
  ["whose answer has no date that can be read", "yesterday", 50 * minute],
])("keys %s are used all the same, and asked for again in time", async (_name, date, kept) => {
  const odd = await serve(({ method }) => {
    if (method === "PUT") return { status: 404 };
    return { json: { credential: { ...keys, expires_at: expires } }, headers: { date } };
  });
  await onStage(
    async (stage) => {
      const service = await stage.connect(metadataAt(odd.url));
      await look(service);
      stage.clock.advance(kept - 1_000);
      await look(service);
      expect(odd.asked.filter(({ method }) => method === "GET")).toHaveLength(1);
      stage.clock.advance(1_000);
      await look(service);
      expect(odd.asked.filter(({ method }) => method === "GET")).toHaveLength(2);
    },
    { auth: "off" },
  );
  await odd.close();
});

test("what a server that gives out no tokens says to the question is not sent back to it as one", async () => {
  const old = await serve(({ method }) =>
    method === "PUT" ? { status: 404, text: "404 Not Found" } : { status: 404 },
  );
  await onStage(async (stage) => {
    await errorOf(stage.connect(metadataAt(old.url)).then(look));
    expect(old.asked.map(({ method, headers }) => [method, headers["x-metadata-token"]])).toEqual([
      ["PUT", undefined],
      ["GET", undefined],
    ]);
  });
  await old.close();
});

test("the project of a cloud server's keys is looked up with them", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(stage.metadata, { place: { region: stage.simulator.tenant.region } });
    expect(service.place.projectId).toBe(stage.simulator.tenant.projectId);
    expect(stage.calls().at(-1)).toBe("KeystoneListProjects 200 simulator-agency");
  });
});
