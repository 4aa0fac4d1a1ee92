// As much of GitHub as the scripts ask for: comments and labels of one pull request, and issues.

import { createServer } from "node:http";
import { text } from "node:stream/consumers";

export interface Forge {
  readonly url: string;
  readonly comments: { id: number; body: string }[];
  readonly issues: { number: number; title: string; body: string; state: string; labels: { name: string }[] }[];
  readonly labels: { name: string }[];
  close(): Promise<void>;
}

export async function openForge(token: string): Promise<Forge> {
  const comments: Forge["comments"] = [];
  const issues: Forge["issues"] = [];
  const labels: Forge["labels"] = [{ name: "bug" }];

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
        return [body.labels].flat().map((name) => labels.push({ name: String(name) }));
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

  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const isIn = request.headers.authorization === `Bearer ${token}`;
    const found = isIn
      ? answer(`${request.method} ${request.url?.split("?")[0]}`, sent === "" ? {} : JSON.parse(sent))
      : undefined;
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? { message: isIn ? "Not Found" : "Bad credentials" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    comments,
    issues,
    labels,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
