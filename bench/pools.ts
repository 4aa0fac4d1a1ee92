// Fills a simulator with pools through its own API, and signs a call as a client does.

import { createHash, createHmac } from "node:crypto";

const project = "/v2/0123456789abcdef0123456789abcdef";
export const poolsPath = `${project}/desktop-pools`;

const data_volumes = Array.from({ length: 10 }, (_, index) => ({ type: "SAS", size: 10 * (index + 1) }));

function poolBody(name: string) {
  return {
    name,
    type: "DYNAMIC",
    size: 20,
    product_id: "workspace.x86.ultimate.large2",
    image_type: "gold",
    image_id: "image-1",
    root_volume: { type: "SAS", size: 80 },
    data_volumes,
    subnet_ids: ["subnet-1"],
  };
}

/** Makes so many pools of 10 disks and 20 desktops each; gives the path of the last one and that of its job's parts. */
export async function fill(url: URL, pools: number): Promise<{ readonly pool: string; readonly subJobs: string }> {
  let job = "";
  for (let number = 1; number <= pools; number += 1) {
    const answer = await fetch(url.origin + poolsPath, {
      method: "POST",
      body: JSON.stringify(poolBody(`pool-${number}`)),
    });
    job = ((await answer.json()) as { job_id: string }).job_id;
  }
  const list = await fetch(`${url.origin}${poolsPath}?name=pool-${pools}`);
  const { desktop_pools } = (await list.json()) as { desktop_pools: { id: string; desktop_count: number }[] };
  const [last] = desktop_pools;
  if (last?.desktop_count !== 20) throw new Error(`the pools were not made: ${JSON.stringify(last)}`);
  return { pool: `${poolsPath}/${last.id}`, subJobs: `${project}/workspace-sub-jobs?job_id=${job}` };
}

/** The headers of a GET signed by the simulator's own customer. They are good for a quarter of an hour. */
export function signedHeaders(path: string): Record<string, string> {
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = `GET\n${path}/\n\nx-sdk-date:${date}\n\nx-sdk-date\n${hash("")}`;
  const text = `SDK-HMAC-SHA256\n${date}\n${hash(canonical)}`;
  const signature = createHmac("sha256", "simulator-secret-key").update(text).digest("hex");
  const authorization = `SDK-HMAC-SHA256 Access=SIMULATORAK, SignedHeaders=x-sdk-date, Signature=${signature}`;
  return { "x-sdk-date": date, authorization };
}
