import { history } from "./model/history.ts";
import { historySuite } from "./model/suite.ts";

historySuite("random lives of a pool and its disks", {
  file: "test/properties/histories.test.ts",
  lives: history,
  share: 0.3,
  offset: 0,
  never: ["found under its new id"],
});
