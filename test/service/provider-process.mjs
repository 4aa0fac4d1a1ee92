// One operation of a provider process, as the shim asks for it; whatever it throws is left to Node to print.

import { inspect } from "node:util";
import { run } from "../../provider/runtime.ts";

const [op] = process.argv.slice(2);
const inputs = {
  name: "office",
  size: 1,
  productId: "p",
  imageType: "private",
  imageId: "i",
  rootVolume: { type: "SAS", size: 80 },
};
const outputs = { ...inputs, place: { region: "ap-southeast-1", projectId: "p1" }, timeouts: { delete: "1s" } };
const args = {
  check: [{}, inputs],
  create: [inputs],
  read: ["pool-id", outputs],
  update: ["pool-id", outputs, { ...inputs, size: 2 }],
  delete: ["pool-id", outputs],
};

try {
  console.log(inspect(await run("DesktopPool", op, undefined, args[op]), { depth: 10 }));
  console.log("ended");
} catch (error) {
  console.log("ended", inspect(error, { depth: 10, showHidden: true }), String(error), JSON.stringify(error));
  throw error;
}
