// Plays cases, and says of each answer what is wrong with it.

import { answerFault } from "../../../simulator/routes/answerFault.ts";
import type { Route } from "../../../simulator/routes/route.ts";
import type { Case, Scene } from "./case.ts";
import type { Place } from "./place.ts";
import type { Refused } from "./rules.ts";
import type { Got } from "./wire.ts";

/** What was not as expected, case by case. */
export async function play(place: Place, scene: Scene, cases: readonly Case[]): Promise<string[]> {
  const complaints: string[] = [];
  let before = place.fingerprint();
  const look = (name: string) => {
    if (place.fingerprint() !== before) complaints.push(`${name}: a call that was refused left something behind`);
  };
  for (const one of cases) {
    const changes = typeof one.expected === "number" && one.asked.method !== "GET";
    if (changes) look(`before ${one.name}`);
    const got = await place.wire.ask(one.asked);
    const found = faultsOf(scene, one, got);
    complaints.push(...found.map((fault) => `${one.name}: ${fault} (${got.status} ${got.text.slice(0, 200)})`));
    if (!changes && found.length === 0) continue;
    await place.makeAnew();
    before = place.fingerprint();
  }
  look("at the end");
  return complaints;
}

function faultsOf({ route, taken }: Scene, { asked, expected }: Case, got: Got): string[] {
  const wanted = typeof expected === "number" ? expected : expected.status;
  if (got.status !== wanted) return [`expected ${wanted}`];
  if (!/^[0-9a-f]{32}$/.test(String(got.headers["x-request-id"]))) return ["it has no request id"];
  if (asked.method === "HEAD") return [];
  if (typeof expected !== "number") return refusalFaults(expected, taken.errors, got);
  return formFaults(route, got);
}

function formFaults(route: Route, got: Got): string[] {
  const body = got.text === "" ? null : bodyOf(got);
  const fault = answerFault(route, got.status, body);
  return fault === undefined ? [] : [`the answer has another form: ${fault}`];
}

function bodyOf({ text, headers }: Got): unknown {
  return String(headers["content-type"]).startsWith("application/json") ? JSON.parse(text) : text;
}

function refusalFaults(expected: Refused, errors: Scene["taken"]["errors"], got: Got): string[] {
  const body = bodyOf(got) as { error_code?: string; error_msg?: string; error?: { message: string } };
  if (typeof body === "string") return errors === "text" ? [] : ["the error is not JSON"];
  const { code, message } = body.error
    ? { code: undefined, message: body.error.message }
    : { code: body.error_code, message: body.error_msg };
  const isOfService = errors === undefined;
  return [
    ...(isOfService && code !== expected.code ? [`expected ${expected.code}`] : []),
    ...((code ?? "").length > 12 ? ["its code is too long"] : []),
    ...(names(message ?? "", expected.place ?? "") ? [] : [`it does not name ${expected.place}`]),
  ];
}

/** The service names the field, with or without the way to it. */
function names(message: string, place: string): boolean {
  const field = place.split(".").findLast((word) => !/^\d+$/.test(word)) ?? "";
  return message.includes(field);
}
