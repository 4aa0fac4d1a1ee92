// As much of GitHub as the scripts ask for: comments and labels of one pull request, and issues. A label that the repository does not
// have yet is made by setting it, which is refused to a token that may not write issues.

import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

export interface Forge {
  readonly url: string;
  readonly comments: { id: number; body: string }[];
  readonly issues: { number: number; title: string; body: string; state: string; labels: { name: string }[] }[];
  readonly labels: { name: string }[];
  /** What the token of the job may do: the `permissions` of a job. */
  may: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openForge(token: string): Promise<Forge> {
  const comments: Forge["comments"] = [];
  const issues: Forge["issues"] = [];
  const labels: Forge["labels"] = [{ name: "bug" }];
  const ofTheRepository = new Set(["bug"]);

  function answer(call: string, body: Record<string, unknown>): unknown {
    const [, number] = /(?:comments|issues)\/(\d+)$/.exec(call) ?? [];
    switch (call.replace(/\d+/g, "N")) {
      case "GET /repos/office/desktops/issues/N/comments":
        return comments;
      case "POST /repos/office/desktops/issues/N/comments":
        return comments.push({ id: comments.length + 1, body: String(body.body) });
      case "PATCH /repos/office/desktops/issues/comments/N":
        return Object.assign(comments.find(({ id }) => id === Number(number)) ?? {}, body);
      case "GET /repos/office/desktops/issues/N/labels":
        return labels;
      case "POST /repos/office/desktops/issues/N/labels":
        return [body.labels].flat().map((name) => setLabel(String(name)));
      case "GET /repos/office/desktops/issues":
        return issues.filter(({ state }) => state === "open");
      case "POST /repos/office/desktops/issues":
        return issues.push({
          number: issues.length + 1,
          title: String(body.title),
          body: String(body.body),
          state: "open",
          labels: [],
        });
      case "PATCH /repos/office/desktops/issues/N":
        return Object.assign(issues.find((issue) => issue.number === Number(number)) ?? {}, body);
    }
    const [, gone] = /^DELETE \/repos\/office\/desktops\/issues\/\d+\/labels\/(.*)$/.exec(call) ?? [];
    if (gone === undefined) return undefined;
    const at = labels.findIndex(({ name }) => name === decodeURIComponent(gone));
    return at < 0 ? undefined : labels.splice(at, 1);
  }

  function setLabel(name: string): number {
    ofTheRepository.add(name);
    return labels.push({ name });
  }

  /** As others saw it: https://github.com/actions/labeler/issues/870 */
  const isForbidden = (call: string, { labels: names }: Record<string, unknown>): boolean =>
    /^POST .*\/labels$/.test(call) &&
    forge.may.issues !== "write" &&
    [names].flat().some((name) => !ofTheRepository.has(String(name)));

  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const [status, said] = respond(request, sent === "" ? {} : JSON.parse(sent));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(said));
  });

  function respond({ headers, method, url }: IncomingMessage, body: Record<string, unknown>): [number, unknown] {
    const call = `${method} ${url?.split("?")[0]}`;
    if (headers.authorization !== `Bearer ${token}`) return [401, { message: "Bad credentials" }];
    if (isForbidden(call, body))
      return [403, { message: "You do not have permission to create labels on this repository." }];
    const found = answer(call, body);
    return found === undefined ? [404, { message: "Not Found" }] : [200, found];
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const forge: Forge = {
    url: `http://127.0.0.1:${address.port}`,
    comments,
    issues,
    labels,
    may: {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return forge;
}
