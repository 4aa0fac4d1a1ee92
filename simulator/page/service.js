// Asks and tells the simulator over its control routes.

/** It answered, and said no: its own words are what a person has to read. */
export class Refused extends Error {}

/** A simulator that has not answered by then is as good as gone. */
const patienceMs = 10_000;

export function ask(path, query = {}) {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== "" && value !== false);
  return send("GET", `${path}?${new URLSearchParams(asked)}`);
}

export async function send(method, path, body) {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`_sim/${path}`, { method, ...content, signal: AbortSignal.timeout(patienceMs) });
  const text = await answer.text();
  const said = text === "" ? {} : JSON.parse(text);
  if (!answer.ok) throw new Refused(said.error_msg ?? `${method} ${path} was answered with ${answer.status}`);
  return said;
}
