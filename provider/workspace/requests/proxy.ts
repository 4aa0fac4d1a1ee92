/** The way out: directly, or through the proxy that the environment names. The proxy libraries are used here and nowhere else. */
import type { AgentOptions, Agent as HttpAgent } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import { BlockList, isIPv6, type Socket } from "node:net";
import { types } from "node:util";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { hideSecret } from "../errors/redaction.ts";
import { workspaceError } from "../errors.ts";
import { codeOf, type TlsOptions, tlsTrouble } from "./tls.ts";
import { TransportFailure } from "./transport-failure.ts";

export interface ProxyAddress {
  /** With user name and password, if it wants them: never shown. */
  readonly url: URL;
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly from: string;
  /** `the proxy proxy.example.com:3128 (HTTPS_PROXY)`. */
  readonly name: string;
}

/**
 * The proxy for this address: `https_proxy`, `HTTPS_PROXY` (for http: `http_proxy`, `HTTP_PROXY`), then `all_proxy`, `ALL_PROXY`; none
 * for what `NO_PROXY` names, nor for this machine and its link. Read at every request.
 * @throws configuration when the variable holds no usable address.
 */
export function proxyFor(url: URL): ProxyAddress | undefined {
  if (isNear(url) || getProxyForUrl(url) === "") return undefined;
  const scheme = url.protocol.replace(":", "");
  const names = [`${scheme}_proxy`, "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  const from = names.find((name) => process.env[name]);
  return from === undefined ? undefined : parsed(process.env[from] ?? "", from);
}

/** Nobody else's loopback is meant by ours, and the keys that the metadata service gives out on the link are no proxy's business. */
const near = new BlockList();
near.addSubnet("127.0.0.0", 8);
near.addSubnet("169.254.0.0", 16);
near.addAddress("::1", "ipv6");

function isNear({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  return host === "localhost" || host.endsWith(".localhost") || near.check(host, isIPv6(host) ? "ipv6" : "ipv4");
}

/** A value without a scheme is a proxy that is spoken to in plain HTTP, as in curl and Go. */
function parsed(value: string, from: string): ProxyAddress {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.hostname === "" || !hasReadableUser(url))
    throw workspaceError(
      "configuration",
      `${from} is no address of a proxy that can be used: give http://HOST:PORT or https://HOST:PORT, with user name and password before the host if it wants them (percent-encoded), or name the service's host in NO_PROXY. Nothing was sent.`,
    );
  hideSecret(url.password);
  hideSecret(decodeURIComponent(url.password));
  return { url, from, name: `the proxy ${url.host} (${from})` };
}

function hasReadableUser({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
}

export interface ThroughProxy {
  readonly agent: AgentOptions;
  readonly tls: TlsOptions;
  /** For the connection to the proxy and its answer; the handshake behind it comes after. */
  readonly connectMs: number;
}

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export function agentsThrough(proxy: ProxyAddress, parts: ThroughProxy): Agents {
  return { http: forwarding(proxy, parts), https: tunnelling(proxy, parts) };
}

/** `http:`: the proxy is asked for the whole address. */
function forwarding(proxy: ProxyAddress, { agent: options, tls, connectMs }: ThroughProxy): HttpAgent {
  const agent = new HttpProxyAgent(proxy.url, { ...options, ...tls });
  agent.connect = (request, where) =>
    within(connectMs, proxy, (signal) =>
      new HttpProxyAgent(proxy.url, { ...options, ...tls, signal }).connect(request, where),
    );
  return agent;
}

/** `https:`: the proxy is asked for a connection (CONNECT), and the handshake goes through it. */
function tunnelling(proxy: ProxyAddress, { agent: options, tls, connectMs }: ThroughProxy): HttpsAgent {
  const agent = new HttpsProxyAgent(proxy.url, options);
  agent.connect = (request, where) =>
    within(connectMs, proxy, async (signal) => {
      const tunnel = new HttpsProxyAgent(proxy.url, { ...options, ...tls, signal });
      let status = Number.NaN;
      tunnel.once("proxyConnect", (answer: { readonly statusCode: number }) => {
        status = answer.statusCode;
      });
      const socket = await tunnel.connect(request, { ...where, ...tls });
      if (status === 200) return socket;
      // The library would play the proxy's refusal as the service's answer.
      socket.destroy();
      throw proxyRefusal(proxy, status, `${where.host}:${where.port}`);
    });
  return agent;
}

/** The library waits for ever; and until a connection stands, the request knows no socket that it could end. */
async function within(
  connectMs: number,
  proxy: ProxyAddress,
  connect: (signal: AbortSignal) => Promise<Socket>,
): Promise<Socket> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), connectMs);
  try {
    return await connect(late.signal);
  } catch (error) {
    throw late.signal.aborted ? down(proxy, `did not answer within ${connectMs / 1000} s`) : notReached(proxy, error);
  } finally {
    clearTimeout(timer);
  }
}

function notReached(proxy: ProxyAddress, error: unknown): unknown {
  if (!types.isNativeError(error) || error instanceof TransportFailure) return error;
  const trouble = tlsTrouble(error, proxy.name);
  if (trouble !== undefined) return new TransportFailure(trouble, { neverSent: true, kind: "configuration" });
  return down(proxy, `could not be reached (${codeOf(error) || error.message})`);
}

function down(proxy: ProxyAddress, what: string): TransportFailure {
  const message = `${proxy.name} ${what}: correct ${proxy.from}, or name the service's host in NO_PROXY`;
  return new TransportFailure(message, { neverSent: true, kind: "unavailable" });
}

/** What a proxy says instead of passing a request on: nothing has reached the service. */
export function proxyRefusal(proxy: ProxyAddress, status: number, host: string): TransportFailure {
  const fault = status >= 500 && status !== 501;
  const advice = adviceFor(proxy, status, host);
  const answered = Number.isNaN(status) ? "answered something that is not HTTP" : `answered ${status}`;
  return new TransportFailure(`${proxy.name} ${answered}: ${advice}`, {
    neverSent: true,
    kind: fault ? "unavailable" : "configuration",
  });
}

function adviceFor({ from }: ProxyAddress, status: number, host: string): string {
  if (status === 407)
    return `it wants a user name and a password, or others than it was given: put them before the host in ${from}, percent-encoded`;
  if (status === 403) return `it lets nobody through to ${host}: have that host allowed there, or name it in NO_PROXY`;
  if (status >= 500 && status !== 501) return `it could not reach ${host}; if that stays, name the host in NO_PROXY`;
  return `it makes no connection to ${host}: correct ${from}, if that is no proxy, or name the host in NO_PROXY`;
}
