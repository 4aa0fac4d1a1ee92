import { historySuite } from "./model/suite.ts";
import { triple } from "./model/triple.ts";

historySuite("one state, one cloud, one program, one fault", {
  file: "test/properties/triples.test.ts",
  lives: triple,
  share: 0.4,
  offset: 2_000_000,
  never: ["destroyed and made again", "found under its new id"],
});
