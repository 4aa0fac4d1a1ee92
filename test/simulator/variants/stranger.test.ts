// Callers whom nobody knows, at every route: whatever they show, they are told the same, and nothing happens.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../../simulator/index.ts";
import { answerFault } from "../../../simulator/routes/answerFault.ts";
import { routes } from "../../../simulator/routes/table.ts";
import { openWire, type Wire } from "./wire.ts";

let simulator: Simulator;
let wire: Wire;

beforeAll(async () => {
  simulator = await startSimulator();
  wire = openWire(simulator.url);
});
afterAll(async () => {
  wire.close();
  await simulator.close();
});

const signed = "SDK-HMAC-SHA256 Access=SIMULATORAK, SignedHeaders=host;x-sdk-date";
const date = { "x-sdk-date": "20260301T080000Z" };

const shown: readonly (readonly [string, Readonly<Record<string, string | string[]>>])[] = [
  ["nothing", {}],
  ["an empty token", { "x-auth-token": "" }],
  ["a junk token", { "x-auth-token": "junk" }],
  ["two tokens", { "x-auth-token": ["junk", "more junk"] }],
  ["a token of 40,000 characters", { "x-auth-token": "x".repeat(40_000) }],
  ["a token with odd characters", { "x-auth-token": "\u00ff\u00fe/../%00" }],
  ["a password", { authorization: "Basic YTpi" }],
  ["a bearer's token", { authorization: "Bearer junk" }],
  ["an empty signature", { authorization: "" }],
  ["the name of the algorithm", { authorization: "SDK-HMAC-SHA256", ...date }],
  ["another algorithm", { authorization: `${signed.replace("256", "512")}, Signature=${"0".repeat(64)}`, ...date }],
  ["no signature", { authorization: signed, ...date }],
  ["a wrong signature", { authorization: `${signed}, Signature=${"0".repeat(64)}`, ...date }],
  ["a short signature", { authorization: `${signed}, Signature=00`, ...date }],
  [
    "a signature of no headers",
    { authorization: signed.replace(/=host.*/, `=, Signature=${"0".repeat(64)}`), ...date },
  ],
  ["a key that nobody has", { authorization: `${signed.replace("SIMULATORAK", "OTHER")}, Signature=00`, ...date }],
  ["no date", { authorization: `${signed}, Signature=${"0".repeat(64)}` }],
  ["a date that is none", { authorization: `${signed}, Signature=00`, "x-sdk-date": "yesterday" }],
  ["a date long ago", { authorization: `${signed}, Signature=00`, "x-sdk-date": "19700101T000000Z" }],
  ["a security token alone", { "x-security-token": "junk" }],
];

test.each(routes.filter(({ access }) => access !== "open").map((route) => [route.operation, route] as const))(
  "%s is not told to a stranger",
  async (_operation, route) => {
    const path = route.path.replace(":projectId", simulator.tenant.projectId).replace(/:\w+/g, "any");
    for (const [name, headers] of shown) {
      const { status, text } = await wire.ask({ method: route.method, path, headers });
      const body = JSON.parse(text);
      expect([name, status, answerFault(route, status, body)]).toEqual([name, 401, undefined]);
      if (route.access === "project") expect(body.error_code).toMatch(/^APIGW\.030[13]$/);
    }
    expect(simulator.ledger().effects).toEqual([]);
  },
);
