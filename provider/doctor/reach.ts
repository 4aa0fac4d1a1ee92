/** The way to the service: the name of its host, a first answer, and the time that it tells. */
import { lookup } from "node:dns/promises";
import { isWorkspaceError } from "../workspace/errors.ts";
import { proxyFor } from "../workspace/requests/proxy.ts";
import type { WorkspaceService } from "../workspace/service.ts";
import { type Line, ok, unknown, warning, wrong } from "./line.ts";

/** Throws `configuration` for a proxy that is no address. */
export async function wayLine(endpoint: string): Promise<Line> {
  const url = new URL(endpoint);
  const proxy = proxyFor(url);
  // What the host's name means is the proxy's affair then.
  if (proxy !== undefined) return ok("proxy", `requests go through ${proxy.name}`);
  return nameLine(url.hostname);
}

async function nameLine(host: string): Promise<Line> {
  try {
    const { address } = await lookup(host);
    return ok("DNS", `${host} is ${address}`);
  } catch {
    return wrong(
      "DNS",
      `this machine does not know the host ${host}: correct the region or the endpoint, or see to this machine's DNS or its proxy (HTTPS_PROXY)`,
    );
  }
}

/** Signatures are refused beyond 15 minutes; the provider corrects its own time by the service's answers. */
const noticedMs = 60_000;

export function clockLine({ serverNow, clock }: WorkspaceService): Line {
  const aheadMs = clock.now() - serverNow();
  if (Math.abs(aheadMs) < noticedMs) return ok("clock", "agrees with the service's");
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return warning(
    "clock",
    `this machine is ${minutes} min ${aheadMs > 0 ? "ahead of" : "behind"} the service: the provider corrects it for itself, but set the clock (NTP), other tools are refused`,
  );
}

/** An answer, whatever it says, shows that name, connection, certificate and proxy are right. */
export const isReached = (error: unknown): boolean =>
  !isWorkspaceError(error, "unavailable", "timeout", "configuration") && isWorkspaceError(error);

export function accessLine(error: unknown): Line {
  if (error === undefined) return ok("access", "the service takes the credentials");
  const words = error instanceof Error ? error.message : String(error);
  // Whoever lacks one permission has shown who he is.
  if (isWorkspaceError(error, "forbidden", "not_published")) return unknown("access", words);
  return wrong("access", words);
}
