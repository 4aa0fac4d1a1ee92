import { historySuite } from "./model/suite.ts";

/** A region that says the same things in other words. */
const dialects = {
  "failed-status": "FAILED",
  "gone-status": "400-WKS.0001",
  "job-time-zone": "local8",
  "volume-order": "shuffled",
  "busy-add-code": "WKS.0407",
};

historySuite("random lives in a region with other habits", { offset: 1_000_000, dialects });
