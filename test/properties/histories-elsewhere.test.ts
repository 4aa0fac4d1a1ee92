import { history } from "./model/history.ts";
import { historySuite } from "./model/suite.ts";

/** A region that says the same things in other words. */
const dialects = {
  "failed-status": "FAILED",
  "gone-status": "400-WKS.0001",
  "job-time-zone": "local8",
  "volume-order": "shuffled",
  "busy-add-code": "WKS.0407",
  "disk-id-after-expand": "new",
};

historySuite("random lives in a region with other habits", {
  file: "test/properties/histories-elsewhere.test.ts",
  lives: history,
  share: 0.3,
  offset: 1_000_000,
  dialects,
});
