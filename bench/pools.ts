// Fills a simulator with pools through its own API, and signs a call as a client does.

import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";

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

/** The headers of a GET signed for the simulator's own customer by Huawei's own signer. They are good for a quarter of an hour. */
export function signedHeaders({ origin }: URL, path: string): Record<string, string> {
  const credentials = new BasicCredentials().withAk("SIMULATORAK").withSk("simulator-secret-key");
  const request = { endpoint: origin + path, method: "GET", headers: {}, queryParams: {} };
  const headers: object = AKSKSigner.sign(request, credentials);
  // Whoever sends it writes this one.
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "host"));
}
