// One call to the service, signed by Huawei's own signer. Nothing is retried here, and no header is ever shown.

import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { parsed, textAt } from "./json.ts";
import type { Settings } from "./settings.ts";

export interface Asked {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Under the project; from the root when `whole`. */
  readonly path: string;
  readonly whole?: "workspace" | "iam";
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly unsigned?: true;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

export interface Cloud {
  send(asked: Asked): Promise<Reply>;
  /** Sets the project, once it is known. */
  enter(projectId: string): void;
}

const answerWithinMs = 60_000;

export function cloudOf({ endpoint, iamEndpoint, keys, project }: Settings): Cloud {
  let projectId = project ?? "";
  const credentials = new BasicCredentials().withAk(keys.accessKey).withSk(keys.secretKey);
  return {
    enter(id) {
      projectId = id;
    },
    async send({ method, path, whole, query = {}, body, unsigned }) {
      const root = whole === "iam" ? iamEndpoint : endpoint;
      const address = whole ? `${root}${path}` : `${root}/v2/${projectId}${path}`;
      const headers = { "content-type": "application/json", ...extraHeaders(whole, projectId, keys.securityToken) };
      const request = { endpoint: address, method, headers, queryParams: query, data: body };
      const signed = unsigned ? headers : withoutHost(AKSKSigner.sign(request, credentials));
      const response = await fetch(`${address}${queryText(query)}`, {
        method,
        headers: signed,
        signal: AbortSignal.timeout(answerWithinMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: parsed(text), text };
    },
  };
}

function extraHeaders(whole: Asked["whole"], projectId: string, token: string | undefined): Record<string, string> {
  return {
    ...(whole === "iam" ? {} : { "X-Project-Id": projectId }),
    ...(token ? { "X-Security-Token": token } : {}),
  };
}

/** It is signed, and fetch sends it by itself. */
function withoutHost(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "host"));
}

function queryText(query: Readonly<Record<string, string | number>>): string {
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return words.length === 0 ? "" : `?${words.join("&")}`;
}

/** An answer in a few words, for people. */
export function wordsOf({ status, body, text }: Reply): string {
  const code = textAt(body, "error_code");
  if (code !== "") return `${status} ${code} ${textAt(body, "error_msg")}`.trim();
  return text === "" ? `${status} without a body` : `${status} ${text.slice(0, 200)}`;
}
