// A server that is away for a while: its connections are cut, and its port is closed.

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

const outages = new WeakMap<Server, Promise<void>>();

/** Comes back when `over` does. A second outage at the same time is the same. */
export function goDown(server: Server, over: Promise<void>): Promise<void> {
  const outage = outages.get(server) ?? awayUntil(server, over);
  outages.set(server, outage);
  return outage;
}

/** Resolves when the server takes connections. */
export async function isBack(server: Server): Promise<void> {
  await outages.get(server);
}

async function awayUntil(server: Server, over: Promise<void>): Promise<void> {
  const { port, address } = server.address() as AddressInfo;
  server.close();
  server.closeAllConnections();
  await over;
  while (!(await listens(server, port, address))) await new Promise((resolve) => setTimeout(resolve, 50));
  outages.delete(server);
}

/** Somebody else may have the port for a moment. */
function listens(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const failed = () => resolve(false);
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}
