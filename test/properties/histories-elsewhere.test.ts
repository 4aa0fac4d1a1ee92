import { habits } from "./model/elsewhere.ts";
import { history } from "./model/history.ts";
import { historySuite } from "./model/suite.ts";

historySuite("random lives in regions with other habits", {
  file: "test/properties/histories-elsewhere.test.ts",
  lives: history,
  share: 0.3,
  offset: 1_000_000,
  habits,
});
