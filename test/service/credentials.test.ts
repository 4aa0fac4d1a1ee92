import { expect, test } from "@jest/globals";
import { credentialSchema } from "../../provider/workspace/auth/temporary-keys.ts";
import { isWorkspaceError } from "../../provider/workspace/errors.ts";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import { fromWire } from "../../provider/workspace/requests/json.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { Credentials } from "../../provider/workspace/settings.ts";
import { errorOf } from "../unit/workspace/server.ts";
import {
  agency,
  found,
  givenToken,
  keysCall,
  metadataCall,
  onStage,
  poolId,
  type Stage,
  tenant,
  tokenCall,
  until,
} from "./visitor.ts";

const hour = 3_600_000;
const look = (service: WorkspaceService) => service.showDesktopPoolDetail(poolId, until);
const addDisk = (service: WorkspaceService) =>
  service.addDesktopPoolVolumes(
    { poolId, handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
    until,
  );

const userId = "u0123456789abcdef0123456789abcde";
const domainId = "d0123456789abcdef0123456789abcde";
const password = "simulator-password";

type Way = (stage: Stage) => Promise<WorkspaceService>;

/** Every way to be let in, who the service takes us for, and what IAM and the metadata are asked for it. */
const ways: readonly (readonly [name: string, way: Way, actor: string, asked: readonly string[]])[] = [
  ["an access key", ({ connect }) => connect(tenant.key), "SIMULATORAK", []],
  ["another's access key", ({ connect }) => connect(tenant.reader), "SIMULATORREADERAK", []],
  ["a temporary key", async (stage) => stage.connect(await temporaryKey(stage)), "simulator-agency", []],
  ["a token", async (stage) => stage.connect(await givenToken(stage)), "simulator", ["KeystoneValidateToken"]],
  ["user, password and account", ({ connect }) => connect(tenant.user), "simulator", [tokenCall]],
  [
    "user, password and the account's id",
    ({ connect }) => connect({ kind: "password", userName: "simulator", password, domainId }),
    "simulator",
    [tokenCall],
  ],
  ["user id and password", ({ connect }) => connect({ kind: "password", userId, password }), "simulator", [tokenCall]],
  ["an agency by access key", ({ connect }) => connect(tenant.key, { agency }), "simulator-agency", [keysCall]],
  [
    "an agency by access key, of an account known by id",
    ({ connect }) => connect(tenant.key, { agency: { ...agency, domain: { id: domainId } } }),
    "simulator-agency",
    [keysCall],
  ],
  [
    "an agency by user and password",
    ({ connect }) => connect(tenant.user, { agency }),
    "simulator-agency",
    [tokenCall, keysCall],
  ],
  [
    "an agency by user id and password",
    ({ connect }) => connect({ kind: "password", userId, password }, { agency }),
    "simulator-agency",
    [tokenCall, keysCall],
  ],
  [
    "an agency by token",
    async (stage) => stage.connect(await givenToken(stage), { agency }),
    "simulator-agency",
    ["KeystoneValidateToken", keysCall],
  ],
  [
    "the metadata of a cloud server",
    ({ connect, metadata }) => connect(metadata),
    "simulator-agency",
    ["CreateMetadataToken", metadataCall],
  ],
];

test.each(ways)("%s lets in, and is asked for once", async (_name, way, actor, asked) => {
  await onStage(async (stage) => {
    const service = await way(stage);
    const before = stage.calls().length;
    await Promise.all([look(service), look(service), look(service)]);
    await look(service);
    const calls = stage.calls().slice(before);
    expect(calls.filter((call) => call.startsWith("ShowDesktopPoolDetail"))).toEqual(
      Array.from({ length: 4 }, () => `ShowDesktopPoolDetail 200 ${actor}`),
    );
    const others = calls.map((call) => call.split(" ")[0]).filter((call) => call !== "ShowDesktopPoolDetail");
    expect(others).toEqual(asked);
  });
});

async function temporaryKey({ simulator }: Stage): Promise<Credentials> {
  const reply = await fetch(`${simulator.url}/openstack/latest/securitykey`);
  const { credential } = credentialSchema.parse(fromWire(await reply.text()));
  const { access: accessKey, secret: secretKey, securitytoken: securityToken } = credential;
  return { kind: "access key", accessKey, secretKey, securityToken };
}

/** What is had for a while is had anew before it ends: the service never sees one that has ended. */
test.each<[string, Way, string, number]>([
  ["a user's token", ({ connect }) => connect(tenant.user), tokenCall, 24 * hour],
  ["an agency's keys", ({ connect }) => connect(tenant.key, { agency }), keysCall, hour],
  ["a cloud server's keys", ({ connect, metadata }) => connect(metadata), metadataCall, hour],
])("%s are renewed in mid-wait before they end, and the job is waited for to its end", async (_n, way, call, lasts) => {
  await onStage(
    async (stage) => {
      const service = await way(stage);
      const { jobId } = await addDisk(service);
      const what = "adding a disk";
      const deadline = stage.clock.now() + 30 * hour;
      await waitForJob(service, { jobId, poolId, what, via: "job", deadline, maxDelayMs: 4 * 60_000 });
      expect(stage.calls().filter((line) => line.includes(" 401 "))).toEqual([]);
      // Each is used for all its life but the last ten minutes, and no longer.
      const lives = (25 * hour) / lasts;
      expect(stage.count(call)).toBeGreaterThan(lives);
      expect(stage.count(call)).toBeLessThanOrEqual(1 + (25 * hour) / (lasts - 600_000));
      expect(stage.count("AddDesktopPoolVolumes")).toBe(1);
    },
    { jobSeconds: 25 * 3600 },
  );
});

/** The ways whose proof the service may refuse before its time, and what is asked for a new one. */
const renewable: readonly (readonly [name: string, way: Way, call: string])[] = [
  ["a user's token", ({ connect }) => connect(tenant.user), tokenCall],
  ["an agency's keys", ({ connect }) => connect(tenant.key, { agency }), keysCall],
  ["a cloud server's keys", ({ connect, metadata }) => connect(metadata), metadataCall],
];
const fixedKey = ["an access key", ({ connect }: Stage) => connect(tenant.key), "none"] as const;

const waitFor = ({ clock }: Stage, jobId: string) =>
  ({ jobId, poolId, what: "adding a disk", via: "job", deadline: clock.now() + hour }) as const;
const refusals = ({ calls }: Stage): string[] => calls().filter((line) => line.includes(" 401 "));
/** The pool comes with another disk. */
const added = ({ simulator }: Stage): number =>
  simulator.ledger({ kind: "disk-added" }).effects.filter(({ size }) => size === 50).length;
const refused = { refusal: { code: "APIGW.0301" } } as const;

test("a token that ends in mid-wait is renewed once, and the job is waited for to its end", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.user);
    const { jobId } = await addDisk(service);
    stage.simulator.fault({ route: "ShowJob", nth: 3, effect: { expireToken: "all" } });
    await waitForJob(service, waitFor(stage, jobId));
    expect(refusals(stage)).toHaveLength(1);
    expect(stage.count(tokenCall)).toBe(2);
    expect(added(stage)).toBe(1);
  });
});

test.each(renewable)("%s, refused under ten requests at once, are had anew once", async (_name, way, call) => {
  await onStage(async (stage) => {
    const service = await way(stage);
    await look(service);
    // Held until all ten have come, or the first to be refused would have its new token before the last is sent.
    const held = stage.simulator.fault({
      route: "ShowDesktopPoolDetail",
      times: 10,
      also: true,
      effect: { holdBefore: true },
    });
    stage.simulator.fault({ route: "ShowDesktopPoolDetail", times: 10, effect: refused });
    const looks = Array.from({ length: 10 }, () => look(service));
    await stage.holds(10);
    stage.simulator.disarm(held.id);
    await Promise.all(looks);
    expect(refusals(stage)).toHaveLength(10);
    expect(stage.count(call)).toBe(2);
  });
});

test("a 401 that comes late, after the new token, does not cost another one", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.user);
    await look(service);
    const route = "ShowDesktopPoolDetail";
    const [first, second] = [1, 2].map((nth) =>
      stage.simulator.fault({ route, nth, also: true, effect: { holdBefore: true } }),
    );
    stage.simulator.fault({ route, times: 2, effect: refused });
    const early = look(service);
    await stage.holds(1);
    const late = look(service);
    await stage.holds(2);
    stage.simulator.disarm(first?.id ?? 0);
    await early;
    stage.simulator.disarm(second?.id ?? 0);
    await late;
    expect(refusals(stage)).toHaveLength(2);
    expect(stage.count(tokenCall)).toBe(2);
  });
});

test.each([fixedKey, ...renewable])(
  "%s: one 401 in the midst is nothing, also for a change, which is done once",
  async (_name, way) => {
    await onStage(async (stage) => {
      const service = await way(stage);
      await look(service);
      stage.simulator.fault({ route: "AddDesktopPoolVolumes", effect: refused });
      const { jobId } = await addDisk(service);
      stage.simulator.fault({ route: "ShowJob", nth: 2, effect: refused });
      await waitForJob(service, waitFor(stage, jobId));
      expect(refusals(stage)).toHaveLength(2);
      expect(added(stage)).toBe(1);
    });
  },
);

test.each([fixedKey, ...renewable])(
  "%s: refused for ever, the request ends after one more try, and nothing was done",
  async (_name, way, call) => {
    await onStage(async (stage) => {
      const service = await way(stage);
      await look(service);
      stage.simulator.fault({ route: "AddDesktopPoolVolumes", times: "always", effect: refused });
      expect(await errorOf(addDisk(service))).toMatchObject({ kind: "unauthenticated", serviceCode: "APIGW.0301" });
      expect(refusals(stage)).toHaveLength(2);
      expect(stage.count(call)).toBe(call === "none" ? 0 : 2);
      expect(added(stage)).toBe(0);
    });
  },
);

test("an access key that is wrong for ever is sent twice, and the error names where it was found and no part of it", async () => {
  await onStage(async (stage) => {
    const key = { ...tenant.key, secretKey: "not-the-secret-of-anybody" };
    const service = await stage.connect(found("HW_ACCESS_KEY", () => key));
    const error = await errorOf(look(service));
    expect(error).toMatchObject({ kind: "unauthenticated", message: expect.stringContaining("HW_ACCESS_KEY") });
    expect(String(error)).not.toMatch(/not-the-secret|clock is|--run-program/);
    expect(stage.calls()).toEqual(["ShowDesktopPoolDetail 401 SIMULATORAK", "ShowDesktopPoolDetail 401 SIMULATORAK"]);
  });
});

test("Pulumi config that is refused is told of with --run-program, since refresh and destroy have an old copy of it", async () => {
  await onStage(async ({ connect }) => {
    const key = { ...tenant.key, secretKey: "a-secret-of-last-year" };
    const service = await connect(found("huaweicloud:accessKey", () => key));
    const error = await errorOf(service.deleteDesktopPool(poolId, until));
    expect(error).toMatchObject({ message: expect.stringMatching(/huaweicloud:accessKey.*--run-program/) });
  });
});

test("a key that is rotated in mid-run is used for the next request", async () => {
  await onStage(async (stage) => {
    let key: Credentials = tenant.reader;
    const service = await stage.connect(found("HW_ACCESS_KEY", () => key));
    await look(service);
    key = tenant.key;
    await addDisk(service);
    expect(stage.calls()).toEqual([
      "ShowDesktopPoolDetail 200 SIMULATORREADERAK",
      "AddDesktopPoolVolumes 200 SIMULATORAK",
    ]);
  });
});

test("a key that is rotated between a request and its 401 is read again, and the change is done once", async () => {
  await onStage(async (stage) => {
    let key: Credentials = { ...tenant.key, secretKey: "the-secret-of-yesterday" };
    const service = await stage.connect(found("HW_ACCESS_KEY", () => key));
    const held = stage.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { holdBefore: true } });
    const adding = addDisk(service);
    await stage.holds(1);
    key = tenant.key;
    stage.simulator.disarm(held.id);
    await adding;
    expect(stage.calls().map((line) => line.split(" ")[1])).toEqual(["401", "200"]);
    expect(added(stage)).toBe(1);
  });
});

test("a source may change its kind in mid-run: from a token to a key, and to a user with password", async () => {
  await onStage(async (stage) => {
    let now = await givenToken(stage);
    const service = await stage.connect(found("a profile", () => now));
    await look(service);
    now = tenant.reader;
    await look(service);
    now = tenant.user;
    await look(service);
    const looks = stage.calls().filter((line) => line.startsWith("ShowDesktopPoolDetail"));
    expect(looks.map((line) => line.split(" ")[2])).toEqual(["simulator", "SIMULATORREADERAK", "simulator"]);
  });
});

test("a token that has ended is not sent to the service: IAM is asked about it, and the error names the setting", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    stage.clock.advance(25 * hour);
    const service = await stage.connect(found("HW_AUTH_TOKEN", () => token));
    const error = await errorOf(look(service));
    expect(error).toMatchObject({
      kind: "unauthenticated",
      message: expect.stringMatching(/token of HW_AUTH_TOKEN \(it has ended/),
    });
    expect(stage.count("ShowDesktopPoolDetail")).toBe(0);
  });
});

test("a given token that ends in mid-wait ends the wait, and with a new one in its place the same job is waited for", async () => {
  await onStage(async (stage) => {
    let token = await givenToken(stage);
    const service = await stage.connect(found("HW_AUTH_TOKEN", () => token));
    const { jobId } = await addDisk(service);
    stage.simulator.fault({ route: "ShowJob", nth: 2, effect: { expireToken: "all" } });
    const error = await errorOf(waitForJob(service, waitFor(stage, jobId)));
    const message = expect.stringMatching(/token of HW_AUTH_TOKEN \(it was good until 2026-11-22T08:00:00/);
    expect(error).toMatchObject({ kind: "unauthenticated", message, jobId });
    token = await givenToken(stage);
    await waitForJob(service, waitFor(stage, jobId));
    expect(added(stage)).toBe(1);
  });
});

test("a token that is refused though IAM takes it is told of with its end", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    const service = await stage.connect(found("HW_AUTH_TOKEN", () => token));
    stage.simulator.fault({ route: "ShowDesktopPoolDetail", times: "always", effect: refused });
    expect(await errorOf(look(service))).toMatchObject({
      message: expect.stringMatching(/HW_AUTH_TOKEN.*until 2026-11-22T08:00:00/),
    });
    expect(stage.count("ShowDesktopPoolDetail")).toBe(2);
  });
});

test("a token of another project is refused before it is sent, with both names", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    const error = await errorOf(stage.connect(token, { place: { region: "la-south-2" } }));
    expect(error).toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(/is of project ap-southeast-1, and la-south-2 is asked for/),
    });
    expect(stage.count("ShowDesktopPoolDetail")).toBe(0);
  });
});

test("a token may be of another project than the one in which its agency acts", async () => {
  await onStage(async (stage) => {
    const [other] = stage.simulator.tenant.otherProjects.filter(({ name }) => name === "la-south-2");
    const service = await stage.connect(await givenToken(stage), { place: { region: "la-south-2" }, agency });
    expect(service.place.projectId).toBe(other?.id);
  });
});

test("a token is shown to no IAM of another cloud than the service", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    const before = stage.calls().length;
    await look(await stage.connect(token, { iamEndpoint: stage.simulator.url.replace("127.0.0.1", "localhost") }));
    expect(stage.calls().slice(before)).toEqual(["ShowDesktopPoolDetail 200 simulator"]);
  });
});

test("bug: nor for the look-up of its project: without one, or an IAM of its cloud, nothing is sent", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    const before = stage.calls().length;
    const iamEndpoint = stage.simulator.url.replace("127.0.0.1", "localhost");
    const place = { region: "ap-southeast-1" };
    for (const more of [{}, { agency }])
      expect(await errorOf(stage.connect(token, { iamEndpoint, place, ...more }))).toMatchObject({
        kind: "configuration",
        message: expect.stringMatching(/not shown to localhost:.*huaweicloud:iamEndpoint.*huaweicloud:projectId/),
      });
    expect(stage.calls().slice(before)).toEqual([]);
  });
});

test("bug: nor to take an agency's place, with a project that is given: nothing is sent to anybody", async () => {
  await onStage(async (stage) => {
    const token = await givenToken(stage);
    const before = stage.calls().length;
    const iamEndpoint = stage.simulator.url.replace("127.0.0.1", "localhost");
    const service = await stage.connect(token, { iamEndpoint, agency });
    for (const work of [look, addDisk])
      expect(await errorOf(work(service))).toMatchObject({
        kind: "configuration",
        message: expect.stringMatching(
          /keys of agency simulator-agency: the token of HW_ACCESS_KEY is not shown to localhost:.*iamEndpoint.*access key.*Nothing was sent/,
        ),
      });
    expect(stage.calls().slice(before)).toEqual([]);
  });
});

test("a key is shown to nobody, so it may take an agency's place at any IAM, and a token that this IAM gave out as well", async () => {
  await onStage(async (stage) => {
    const iamEndpoint = stage.simulator.url.replace("127.0.0.1", "localhost");
    for (const credentials of [tenant.key, tenant.user])
      await look(await stage.connect(credentials, { iamEndpoint, agency }));
    expect(stage.count(keysCall)).toBe(2);
  });
});

test("bug: an agency whose place this one may not take: the right is named once, with the agency and who asked", async () => {
  await onStage(async ({ connect, simulator }) => {
    const body = { error: { code: "IAM.0002", message: "no right" } };
    simulator.fault({ route: keysCall, effect: { status: 403, body } });
    const error = await errorOf(look(await connect(tenant.key, { agency })));
    expect(error).toMatchObject({ kind: "forbidden", message: expect.stringContaining("iam:agencies:assume") });
    expect(String(error).match(/grant/gi)).toHaveLength(1);
    expect(String(error)).toMatch(/HW_ASSUME_ROLE_AGENCY_NAME asks for agency simulator-agency of account /);
  });
});

test("a caFile that cannot be used is refused before anything is sent, with the setting's name and where it came from", async () => {
  await onStage(async ({ connect, calls }) => {
    const sources = { caFile: "HW_CA_FILE" };
    const error = await errorOf(connect(tenant.user, { place: { region: "r" }, caFile: "/no/such.pem", sources }));
    expect(error).toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(
        /^caFile "\/no\/such\.pem" \(from HW_CA_FILE\) cannot be read \(ENOENT\).*Nothing was sent\.$/,
      ),
    });
    expect(calls()).toEqual([]);
  });
});

test("IAM that is down when a token is due does no harm while the old one is good, and is asked once a minute", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.user);
    await look(service);
    const down = stage.simulator.fault({ route: tokenCall, times: "always", effect: { status: 503 } });
    stage.clock.advance(24 * hour - 9 * 60_000);
    for (let minute = 0; minute < 4; minute += 1) {
      await look(service);
      await look(service);
      stage.clock.advance(60_000);
    }
    expect(stage.count(tokenCall)).toBe(1 + 4);
    stage.simulator.disarm(down.id);
    await look(service);
    stage.clock.advance(23 * hour);
    await look(service);
    expect(stage.count(tokenCall)).toBe(1 + 4 + 1);
    expect(refusals(stage)).toEqual([]);
  });
});

test("a renewal that failed does not poison later requests", async () => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.user);
    await look(service);
    stage.simulator.fault({ route: "ShowDesktopPoolDetail", effect: { expireToken: "all" } });
    const down = stage.simulator.fault({ route: tokenCall, times: "always", effect: { status: 503 } });
    expect(await errorOf(look(service))).toMatchObject({ kind: "unavailable" });
    stage.simulator.disarm(down.id);
    await look(service);
    expect(refusals(stage)).toHaveLength(1);
  });
});

test("a wrong password is given once a minute, so that a run of many resources does not lock the user; a right one at once", async () => {
  await onStage(async (stage) => {
    let user: Credentials = { ...tenant.user, password: "mistyped-password" };
    const service = await stage.connect(found("HW_USER_NAME", () => user));
    for (let resource = 0; resource < 20; resource += 1)
      expect(await errorOf(look(service))).toMatchObject({ kind: "unauthenticated" });
    expect(stage.count(tokenCall)).toBe(1);
    stage.clock.advance(60_000);
    expect(await errorOf(look(service))).toMatchObject({ kind: "unauthenticated" });
    expect(stage.count(tokenCall)).toBe(2);
    user = tenant.user;
    await look(service);
    expect(stage.count(tokenCall)).toBe(3);
  });
});

/** What IAM says of the one who asks is never taken for the word that the pool is gone: the deletion would count as done. */
test.each<[string, Way, string]>([
  [
    "an agency that is not there",
    ({ connect }) => connect(tenant.key, { agency: { ...agency, agencyName: "nobodys" } }),
    "agency nobodys",
  ],
  [
    "an agency whose place this one may not take",
    ({ connect, metadata }) => connect(metadata, { agency }),
    "iam:agencies:assume",
  ],
  ["a wrong password", ({ connect }) => connect({ ...tenant.user, password: "not-my-password" }), "HW_ACCESS_KEY"],
])("%s ends the deletion of a pool, and the pool stays", async (_name, way, words) => {
  await onStage(async (stage) => {
    const service = await way(stage);
    const error = await errorOf(service.deleteDesktopPool(poolId, until));
    expect(error).toMatchObject({ message: expect.stringContaining(words) });
    expect(isWorkspaceError(error, "configuration", "unauthenticated", "forbidden")).toBe(true);
    expect(stage.count("DeleteDesktopPool")).toBe(0);
    expect(String(error)).not.toContain("not-my-password");
  });
});

test.each([400, 404])("a token call that IAM answers with %d is no word about the pool either", async (status) => {
  await onStage(async (stage) => {
    const service = await stage.connect(tenant.user);
    const body = { error_code: "IAM.0004", error_msg: "could not find it" };
    stage.simulator.fault({ route: tokenCall, effect: { status, body } });
    expect(await errorOf(service.deleteDesktopPool(poolId, until))).toMatchObject({ kind: "configuration" });
    expect(stage.count("DeleteDesktopPool")).toBe(0);
  });
});

test.each(["office", "桌面池 𠮷 é", "!'()*+&=?#%/;:@$,[]{}|^`\"<>", "a  b", "~._-"])(
  'what is named "%s" is signed as the service reads it, in query, path and body',
  async (text) => {
    await onStage(async (stage) => {
      const service = await stage.connect(tenant.key);
      await service.listDesktopPools({ name: text }, until);
      expect(await service.showDesktopPoolDetail(text, until).then((pool) => pool?.id)).toBe(
        text === poolId ? poolId : undefined,
      );
      await service.updateDesktopPool(poolId, { description: text }, until);
      expect(refusals(stage)).toEqual([]);
      expect(stage.count("ListDesktopPools", "UpdateDesktopPool")).toBeGreaterThanOrEqual(2);
    });
  },
);
